"""The access table of safety plans."""

SEES = {
    "plan": {"dsl": "o", "mash": "of", "officer": "of"},
    "version": {"dsl": "o", "mash": "of", "officer": "of"},
    "asked": {"dsl": "o", "mash": "of", "officer": "of"},
    "review": {"dsl": "o", "mash": "of", "officer": "of"},
    "review_held": {"dsl": "o", "mash": "of", "officer": "of"},
    "follow_up": {"dsl": "o", "mash": "of", "officer": "of"},
    "setting_record": {"dsl": "o", "mash": "of", "officer": "of"},
    "plan_finding": {"mash": "ofb", "officer": "ofb"},
}

TABLE = """
plan_documents.cards_pdf      GET  200     plan          dsl mash officer
plan_documents.child_pdf      GET  200     plan          dsl mash officer
plan_documents.family         GET  200     plan          dsl mash officer
plan_documents.family_pdf     GET  200     plan          dsl mash officer
plan_documents.feedback       GET  302     version       dsl mash officer
plan_documents.professionals  GET  200     plan          dsl mash officer
plan_documents.review_record  GET  200     review_held   dsl mash officer
plan_documents.setting_record_print GET  200     setting_record dsl mash officer
plan_endings.decide           POST 302     plan          mash officer
plan_endings.end              GET  200     plan          dsl mash officer
plan_endings.propose          POST 422     plan          dsl
plan_findings.finding         GET  200     plan_finding  mash officer
plan_findings.finding         POST 422     plan_finding  mash officer
plan_findings.findings        GET  200     -             dsl mash officer
plan_findings.share           POST 302     plan_finding  mash officer
plan_findings.withdraw        POST 302     plan_finding  mash officer
plan_findings.write           GET  200     -             mash officer
plan_findings.write           POST 422     -             mash officer
plan_help.about               GET  200     plan          dsl mash officer
plan_help.answer              POST 422     follow_up     mash officer
plan_help.ask                 POST 422     plan          dsl
plan_help.finding             POST 422     follow_up     mash officer
plan_help.follow_up           GET  200     follow_up     dsl mash officer
plan_help.visit               POST 422     plan          mash officer
plan_help.visit_request       POST 302     asked         mash officer
plan_quality.answer           GET  200     version       dsl
plan_quality.answer           POST 200     version       dsl
plan_quality.compare          GET  200     version       dsl mash officer
plan_quality.feedback         POST 302     version       mash officer
plan_quality.version          GET  200     version       dsl mash officer
plan_requests.agree           POST 302     asked         mash officer
plan_requests.ask             GET  200     case          mash officer
plan_requests.ask             POST 422     case          mash officer
plan_requests.ask_again       POST 302     asked         mash officer
plan_requests.asked           GET  200     asked         dsl mash officer
plan_requests.decline         POST 422     asked         dsl
plan_requests.queue           GET  200     -             mash officer
plan_requests.start_asked     POST 302     asked         dsl
plan_reviews.hold             POST 422     review        dsl
plan_reviews.review           GET  200     review        dsl mash officer
plan_reviews.reviews          GET  200     plan          dsl mash officer
plan_reviews.reviews          POST 422     plan          dsl mash officer
plan_setting.begin            POST 302     plan          dsl
plan_setting.form             GET  200     setting_record dsl
plan_setting.form_autosave    POST 200     setting_record dsl
plan_setting.form_changes     GET  200     setting_record dsl mash officer
plan_setting.form_check       GET  200     setting_record dsl
plan_setting.form_compare     GET  302     setting_record dsl
plan_setting.form_compare     POST 302     setting_record dsl
plan_setting.form_part        GET  200     setting_record dsl
plan_setting.form_part        POST 302     setting_record dsl
plan_setting.form_read        GET  200     setting_record dsl mash officer
plan_setting.form_remove      GET  200     setting_record dsl
plan_setting.form_remove      POST 302     setting_record dsl
plan_setting.form_section     GET  200     setting_record dsl
plan_setting.form_section     POST 302     setting_record dsl
plan_setting.record           GET  200     setting_record dsl mash officer
plan_start.by_name            GET  200     -             dsl
plan_start.by_name            POST 422     -             dsl
plan_start.start              GET  200     -             dsl
plan_start.start              POST 200/422 upn           dsl
plan_twins.linked             GET  200     plan          dsl mash officer
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
safetyplans.submit            POST 302     plan          dsl
"""

NAMES = {"review_held": "review"}

ALSO = {
    **{f"plan_setting.form_{what}": {"section": "setting"} for what in ("section", "autosave", "compare")},
    **{
        f"plan_setting.form_{what}": {"section": "setting", "path": "more_lines/r0000000001"}
        for what in ("part", "remove")
    },
    **{f"safetyplans.form_{what}": {"section": "cover"} for what in ("section", "autosave", "compare")},
    **{
        f"safetyplans.form_{what}": {"section": "cover", "path": "other_children/r0000000001"}
        for what in ("part", "remove")
    },
}
