"""The access table of Fair Access."""

SEES = {
    "referral": {"dsl": "o", "coordinator": "of", "member": "o", "chair": "o", "officer": "of"},
    "document": {"dsl": "o", "coordinator": "of", "officer": "of"},
    "draft": {"dsl": "o"},
    "item": {"coordinator": "of", "member": "o", "chair": "o", "officer": "of"},
    "decision": {"coordinator": "of", "member": "o", "chair": "o", "officer": "of"},
    "answer": {"coordinator": "of", "member": "o", "chair": "o", "officer": "of"},
    "panel": {"coordinator": "ofb", "member": "ob", "chair": "ob", "officer": "ofb"},
    "meeting": {"coordinator": "ofb", "member": "ob", "chair": "ob", "officer": "ofb"},
}

TABLE = """
fap.answers                   GET  200     referral      dsl coordinator member chair officer
fap.answers                   GET  200     draft         dsl coordinator member chair officer
fap.document                  GET  200     document      dsl coordinator officer
fap.feedback                  GET  200     -             dsl coordinator
fap.feedback                  POST 422     -             dsl coordinator
fap.feedback_answers          GET  200     -             coordinator
fap.form                      GET  200     draft         dsl coordinator
fap.form_autosave             POST 200     draft         dsl coordinator
fap.form_changes              GET  200     draft         dsl coordinator
fap.form_check                GET  200     draft         dsl coordinator
fap.form_compare              GET  302     draft         dsl coordinator
fap.form_compare              POST 302     draft         dsl coordinator
fap.form_part                 GET  200     draft         dsl coordinator
fap.form_part                 POST 302     draft         dsl coordinator
fap.form_read                 GET  200     draft         dsl coordinator
fap.form_remove               GET  200     draft         dsl coordinator
fap.form_remove               POST 302     draft         dsl coordinator
fap.form_section              GET  200     draft         dsl coordinator
fap.form_section              POST 302     draft         dsl coordinator
fap.paper                     GET  200     draft         dsl coordinator
fap.paper                     POST 422     draft         dsl coordinator
fap.peers                     GET  200     referral      officer
fap.peers                     POST 422     referral      officer
fap.pdf                       GET  200     referral      dsl coordinator member chair officer
fap.receipt                   GET  200     referral      dsl coordinator
fap.referral                  GET  200     referral      dsl coordinator member chair officer
fap.referral                  GET  200     draft         dsl coordinator member chair officer
fap.referrals                 GET  200     -             dsl coordinator officer
fap.start                     GET  200     -             dsl coordinator
fap.start                     POST 200/200 upn           dsl coordinator
fap.submit                    POST 302     draft         dsl coordinator
fap.why                       GET  200     -             dsl coordinator member chair mash officer analyst
fap.withdraw                  GET  200     referral      dsl coordinator
fap.withdraw                  POST 422     referral      dsl coordinator
fap_desk.accept               GET  200     referral      coordinator
fap_desk.accept               POST 422     referral      coordinator
fap_desk.agenda               GET  200     referral      coordinator
fap_desk.agenda               POST 422     referral      coordinator
fap_desk.desk                 GET  200     -             coordinator
fap_desk.not_eligible         GET  200     referral      coordinator
fap_desk.not_eligible         POST 422     referral      coordinator
fap_desk.off_agenda           GET  200     referral      coordinator
fap_desk.off_agenda           POST 422     referral      coordinator
fap_desk.return_it            GET  200     referral      coordinator
fap_desk.return_it            POST 422     referral      coordinator
fap_panel.close               POST 302     meeting       coordinator
fap_panel.discussion          GET  200     item          coordinator chair
fap_panel.discussion          POST 422     item          coordinator chair
fap_panel.heard               GET  200     item          coordinator chair
fap_panel.heard               POST 422     item          coordinator chair
fap_panel.item                GET  200     item          coordinator member chair officer
fap_panel.item                POST 422     item          coordinator member chair officer
fap_panel.meeting             GET  200     meeting       coordinator member chair officer
fap_panel.new_meeting         GET  200     panel         coordinator
fap_panel.new_meeting         POST 422     panel         coordinator
fap_panel.new_panel           GET  200     -             coordinator
fap_panel.new_panel           POST 422     -             coordinator
fap_panel.not_safe            GET  200     item          coordinator chair
fap_panel.not_safe            POST 422     item          coordinator chair
fap_panel.panels              GET  200     -             coordinator member chair officer
fap_panel.publish             POST 409     meeting       coordinator
fap_panel.safety              GET  200     answer        mash officer
fap_panel.safety              POST 422     answer        mash officer
fap_panel.sign                GET  200     decision      coordinator member chair officer
fap_panel.signed              POST 302     decision      chair
"""

# Members and officers read how a place is decided; the coordinator and the chair write it.
BUT = {
    ("fap_panel.item", "POST", "member"): 403,
    ("fap_panel.item", "POST", "officer"): 403,
}
ALSO = {
    "fap.document": {"referral": "@referral"},
    **{f"fap.form_{what}": {"section": "reason"} for what in ("section", "autosave", "compare")},
    **{
        f"fap.form_{what}": {"section": "reason", "path": "linked_children/r0123456789"}
        for what in ("part", "remove")
    },
}
NAMES = {"draft": "referral"}
