"""The access table of safety plans."""

SEES = {
    "plan": {"dsl": "o", "mash": "of", "officer": "of"},
    "version": {"dsl": "o", "mash": "of", "officer": "of"},
    "asked": {"dsl": "o", "mash": "of", "officer": "of"},
}

TABLE = """
plan_documents.family         GET  200     plan          dsl mash officer
plan_documents.family_pdf     GET  200     plan          dsl mash officer
plan_documents.professionals  GET  200     plan          dsl mash officer
plan_endings.decide           POST 302     plan          mash officer
plan_endings.end              GET  200     plan          dsl mash officer
plan_endings.propose          POST 422     plan          dsl
plan_quality.answer           GET  200     version       dsl
plan_quality.answer           POST 200     version       dsl
plan_quality.feedback         POST 302     version       mash officer
plan_quality.version          GET  200     version       dsl mash officer
plan_requests.ask             GET  200     case          mash officer
plan_requests.ask             POST 422     case          mash officer
plan_requests.ask_again       POST 302     asked         mash officer
plan_requests.asked           GET  200     asked         dsl mash officer
plan_requests.decline         POST 422     asked         dsl
plan_requests.queue           GET  200     -             mash officer
plan_requests.start_asked     POST 302     asked         dsl
safetyplans.close             POST 302     plan          dsl
safetyplans.form              GET  200     plan          dsl
safetyplans.form_autosave     POST 200     plan          dsl
safetyplans.form_changes      GET  200     plan          dsl mash officer
safetyplans.form_check        GET  200     plan          dsl
safetyplans.form_compare      GET  302     plan          dsl
safetyplans.form_compare      POST 302     plan          dsl
safetyplans.form_part         GET  200     plan          dsl
safetyplans.form_part         POST 302     plan          dsl
safetyplans.form_read         GET  200     plan          dsl mash officer
safetyplans.form_remove       GET  200     plan          dsl
safetyplans.form_remove       POST 302     plan          dsl
safetyplans.form_section      GET  200     plan          dsl
safetyplans.form_section      POST 302     plan          dsl
safetyplans.plan              GET  200     plan          dsl mash officer
safetyplans.plans             GET  200     -             dsl mash officer
safetyplans.sign              POST 409     plan          dsl
safetyplans.start             GET  200     -             dsl
safetyplans.start             POST 200/422 upn           dsl
safetyplans.submit            POST 302     plan          dsl
"""

ALSO = {
    **{f"safetyplans.form_{what}": {"section": "cover"} for what in ("section", "autosave", "compare")},
    **{
        f"safetyplans.form_{what}": {"section": "cover", "path": "other_children/r0000000001"}
        for what in ("part", "remove")
    },
}
