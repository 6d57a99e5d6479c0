"""The access table of deciding: places, candidates, fair share, advice, decisions outside a panel."""

SEES = {
    "advice": {"coordinator": "of", "member": "o", "chair": "o", "officer": "of"},
    "ratification": {"coordinator": "of", "member": "o", "chair": "o", "officer": "of"},
}

TABLE = """
fap_desk.places               GET  200     -             coordinator
fap_desk.places               POST 422     -             coordinator
fap_panel.advice              GET  200     advice        mash officer
fap_panel.advice              POST 422     advice        mash officer
fap_panel.ask_advice          GET  200     referral      coordinator chair
fap_panel.ask_advice          POST 422     referral      coordinator chair
fap_panel.decision_pdf        GET  200     decision      coordinator member chair officer
fap_panel.drop                GET  200     decision      coordinator
fap_panel.drop                POST 422     decision      coordinator
fap_panel.fair_share          GET  200     -             coordinator member chair officer
fap_panel.fair_share_pdf      GET  200     -             coordinator member chair officer
fap_panel.note_advice         GET  200     advice        coordinator chair
fap_panel.note_advice         POST 422     advice        coordinator chair
fap_panel.outside             GET  200     referral      coordinator chair
fap_panel.outside             POST 302     referral      coordinator chair
fap_panel.ratify              GET  200     ratification  coordinator member chair officer
fap_panel.ratify              POST 422     ratification  coordinator member chair officer
fap_panel.schools             GET  200     item          coordinator member chair officer
fap_panel.schools_outside     GET  200     referral      coordinator chair
"""

# Members and officers read what is to be ratified; the coordinator and the chair note the panel's word.
BUT = {
    ("fap_panel.ratify", "POST", "member"): 403,
    ("fap_panel.ratify", "POST", "officer"): 403,
}
