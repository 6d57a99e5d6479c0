"""The access table of meetings, peer group information and contextual reviews."""

SEES = {
    "child_meeting": {"mash": "of", "officer": "of"},
    "transition_meeting": {"dsl": "o", "coordinator": "of", "mash": "of", "officer": "of"},
    "meeting_action": {"mash": "of", "officer": "of"},
    "peer_request": {"dsl": "o", "mash": "of", "officer": "of"},
    "contextual_review": {"mash": "of", "officer": "of"},
}

TABLE = """
case_review.begin             GET  200     case               mash officer
case_review.begin             POST 302     case               mash officer
case_review.export_json       GET  200     contextual_review  mash officer
case_review.export_pdf        GET  200     contextual_review  mash officer
case_review.export_xlsx       GET  200     contextual_review  mash officer
case_review.finish            POST 302     contextual_review  mash officer
case_review.form              GET  200     contextual_review  mash officer
case_review.form_autosave     POST 200     contextual_review  mash officer
case_review.form_changes      GET  200     contextual_review  mash officer
case_review.form_check        GET  200     contextual_review  mash officer
case_review.form_compare      GET  302     contextual_review  mash officer
case_review.form_compare      POST 302     contextual_review  mash officer
case_review.form_part         GET  200     contextual_review  mash officer
case_review.form_part         POST 302     contextual_review  mash officer
case_review.form_read         GET  200     contextual_review  mash officer
case_review.form_remove       GET  200     contextual_review  mash officer
case_review.form_remove       POST 302     contextual_review  mash officer
case_review.form_section      GET  200     contextual_review  mash officer
case_review.form_section      POST 302     contextual_review  mash officer
case_review.reopen            POST 422     contextual_review  mash officer
case_review.review            GET  200     contextual_review  mash officer
case_review.reviews           GET  200     -                  mash officer
meetings.action               GET  200     meeting_action     everyone
meetings.action               POST 422     meeting_action     everyone
meetings.call                 GET  200     -                  coordinator mash officer
meetings.call                 POST 422     -                  coordinator mash officer
meetings.call_for_case        GET  200     case               mash officer
meetings.call_for_case        POST 422     case               mash officer
meetings.cancel               GET  200     transition_meeting coordinator mash officer
meetings.cancel               POST 422     transition_meeting coordinator mash officer
meetings.carry_over           POST 302     child_meeting      mash officer
meetings.held                 GET  200     child_meeting      coordinator mash officer
meetings.held                 POST 422     child_meeting      coordinator mash officer
meetings.invitation           GET  200     transition_meeting coordinator mash officer
meetings.invited              GET  200     child_meeting      coordinator mash officer
meetings.invited              POST 302     child_meeting      coordinator mash officer
meetings.meeting              GET  200     transition_meeting dsl coordinator mash officer
meetings.meetings             GET  200     -                  dsl coordinator mash officer
meetings.minutes              GET  200     child_meeting      coordinator mash officer
meetings.minutes              POST 302     child_meeting      coordinator mash officer
meetings.minutes_pdf          GET  200     child_meeting      coordinator mash officer
meetings.new_action           GET  200     child_meeting      coordinator mash officer
meetings.new_action           POST 422     child_meeting      coordinator mash officer
meetings.not_held             GET  200     case               mash officer
meetings.not_held             POST 422     case               mash officer
meetings.papers               GET  200     transition_meeting coordinator mash officer
meetings.read_table           GET  200     child_meeting      mash officer
meetings.received             POST 302     transition_meeting dsl coordinator mash officer
meetings.table                GET  200     child_meeting      mash officer
meetings.table_autosave       POST 200     child_meeting      mash officer
meetings.table_changes        GET  200     child_meeting      mash officer
meetings.table_check          GET  200     child_meeting      mash officer
meetings.table_compare        GET  302     child_meeting      mash officer
meetings.table_compare        POST 302     child_meeting      mash officer
meetings.table_part           GET  404     child_meeting      mash officer
meetings.table_part           POST 404     child_meeting      mash officer
meetings.table_pdf            GET  200     child_meeting      mash officer
meetings.table_read           GET  200     child_meeting      mash officer
meetings.table_remove         GET  404     child_meeting      mash officer
meetings.table_remove         POST 404     child_meeting      mash officer
meetings.table_section        GET  200     child_meeting      mash officer
meetings.table_section        POST 302     child_meeting      mash officer
meetings.trends_page          GET  200     -                  mash officer
meetings.trends_pdf           GET  200     -                  mash officer
peer_groups.answer            GET  200     peer_request       dsl
peer_groups.answer            POST 422     peer_request       dsl
peer_groups.ask               GET  200     case               mash officer
peer_groups.ask               POST 422     case               mash officer
peer_groups.feedback          POST 302     peer_request       mash officer
peer_groups.join              POST 422     peer_request       mash officer
peer_groups.letter            GET  302     peer_request       mash officer
peer_groups.names             GET  302     peer_request       mash officer
peer_groups.names             POST 302     peer_request       mash officer
peer_groups.request_page      GET  200     peer_request       dsl mash officer
peer_groups.requests          GET  200     -                  dsl mash officer
peer_groups.sent              POST 302     peer_request       mash officer
peer_groups.type_in           GET  302     peer_request       mash officer
peer_groups.type_in           POST 302     peer_request       mash officer
peer_groups.withdraw          POST 422     peer_request       mash officer
"""

NAMES = {"transition_meeting": "child_meeting"}

# The contextual table has no lists: nothing stands at a path inside one of its sections.
ALSO = {
    **{f"meetings.table_{what}": {"section": "peer"} for what in ("section", "autosave", "compare")},
    **{
        f"meetings.table_{what}": {"section": "peer", "path": "young_people/r0000000001"}
        for what in ("part", "remove")
    },
    **{f"case_review.form_{what}": {"section": "people"} for what in ("section", "autosave", "compare")},
    **{
        f"case_review.form_{what}": {"section": "people", "path": "young_people/r0000000001"}
        for what in ("part", "remove")
    },
}
