"""The access table of panels: their calendar, agreement, interests, sittings and minutes."""

SEES = {
    "interest": {"coordinator": "of", "member": "", "chair": "o", "officer": "of"},
    "agreement": {"coordinator": "ofb", "member": "ofb", "chair": "ofb", "officer": "ofb"},
    "panel_action": {"coordinator": "of", "chair": "o", "officer": "of"},
}

TABLE = """
fap_panel.accept_agreement_page   POST 302     agreement     coordinator member chair officer
fap_panel.action_done             POST 302     panel_action  coordinator
fap_panel.again                   POST 409     meeting       coordinator
fap_panel.agreement               GET  200     -             coordinator member chair officer
fap_panel.attendance              GET  200     meeting       coordinator chair
fap_panel.attendance              POST 302     meeting       coordinator chair
fap_panel.cancel                  GET  200     meeting       coordinator
fap_panel.cancel                  POST 422     meeting       coordinator
fap_panel.change                  GET  200     panel         coordinator
fap_panel.change                  POST 422     panel         coordinator
fap_panel.change_date             GET  200     meeting       coordinator
fap_panel.change_date             POST 422     meeting       coordinator
fap_panel.interest                GET  200     item          coordinator member chair officer
fap_panel.interest                POST 422     item          coordinator member chair officer
fap_panel.leave                   GET  200     item          chair
fap_panel.leave                   POST 422     item          chair
fap_panel.minutes                 GET  200     meeting       coordinator member chair officer
fap_panel.minutes_pdf             GET  200     meeting       coordinator member chair officer
fap_panel.move                    GET  200     item          coordinator
fap_panel.move                    POST 422     item          coordinator
fap_panel.new_action              GET  200     meeting       coordinator chair
fap_panel.new_action              POST 422     meeting       coordinator chair
fap_panel.notes                   GET  200     meeting       coordinator chair
fap_panel.notes                   POST 302     meeting       coordinator chair
fap_panel.order                   GET  200     meeting       coordinator
fap_panel.order                   POST 302     meeting       coordinator
fap_panel.panel                   GET  200     panel         coordinator member chair officer
fap_panel.readers                 GET  200     item          coordinator
fap_panel.readers                 POST 422     item          coordinator
fap_panel.withdraw_interest_page  GET  200     interest      coordinator chair
fap_panel.withdraw_interest_page  POST 422     interest      coordinator chair
fap_panel.write_agreement_page    GET  200     -             coordinator
fap_panel.write_agreement_page    POST 422     -             coordinator
fap_panel.year                    GET  200     panel         coordinator
fap_panel.year                    POST 422     panel         coordinator
"""

# An officer sits on no panel and declares nothing.
BUT = {
    ("fap_panel.interest", "GET", "officer"): 404,
    ("fap_panel.interest", "POST", "officer"): 404,
}
