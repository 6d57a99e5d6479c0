"""The access table of what follows a decision: places, letters, restorative work."""

SEES = {
    "placement": {"dsl": "o", "coordinator": "of", "officer": "of"},
    "work": {"dsl": "o", "coordinator": "of", "officer": "of"},
    "letter": {"dsl": "o", "coordinator": "of", "officer": "of"},
    "draft_to_parent": {"coordinator": "of", "officer": "of"},
}

TABLE = """
fap_after.adjudicator         GET  302     placement     coordinator
fap_after.adjudicator         POST 302     placement     coordinator
fap_after.admission           GET  302     placement     dsl coordinator
fap_after.admission           POST 302     placement     dsl coordinator
fap_after.admission_held      GET  302     placement     dsl coordinator
fap_after.admission_held      POST 302     placement     dsl coordinator
fap_after.agreement           GET  200     placement     dsl coordinator
fap_after.agreement           POST 422     placement     dsl coordinator
fap_after.answer              GET  200     placement     dsl coordinator
fap_after.answer              POST 422     placement     dsl coordinator
fap_after.attended            GET  302     placement     dsl coordinator
fap_after.attended            POST 302     placement     dsl coordinator
fap_after.check               GET  302     placement     coordinator
fap_after.check               POST 302     placement     coordinator
fap_after.did_not_come        GET  302     placement     dsl coordinator
fap_after.did_not_come        POST 302     placement     dsl coordinator
fap_after.directed            GET  302     placement     coordinator
fap_after.directed            POST 302     placement     coordinator
fap_after.direction           GET  302     placement     coordinator
fap_after.direction           POST 302     placement     coordinator
fap_after.ended               GET  200     placement     coordinator
fap_after.ended               POST 422     placement     coordinator
fap_after.handover            GET  200     placement     dsl coordinator
fap_after.handover            POST 422     placement     dsl coordinator
fap_after.negotiation         GET  302     placement     coordinator
fap_after.negotiation         POST 302     placement     coordinator
fap_after.no_direction        GET  302     placement     coordinator
fap_after.no_direction        POST 302     placement     coordinator
fap_after.of_referral         GET  302     referral      dsl coordinator officer
fap_after.offer               GET  302     placement     coordinator
fap_after.offer               POST 302     placement     coordinator
fap_after.permanent           GET  302     placement     coordinator
fap_after.permanent           POST 302     placement     coordinator
fap_after.place               GET  200     placement     dsl coordinator officer
fap_after.places              GET  200     -             dsl coordinator officer
fap_after.received            GET  200     placement     dsl coordinator
fap_after.received            POST 422     placement     dsl coordinator
fap_after.start               GET  302     placement     dsl coordinator
fap_after.start               POST 302     placement     dsl coordinator
fap_after.trial               GET  200     placement     coordinator
fap_after.trial               POST 422     placement     coordinator
fap_after.trial_review        GET  302     placement     coordinator
fap_after.trial_review        POST 302     placement     coordinator
fap_letters.correct           POST 302     letter        coordinator
fap_letters.draft             POST 302     referral      coordinator
fap_letters.leave_out         GET  200     draft_to_parent coordinator
fap_letters.leave_out         POST 422     draft_to_parent coordinator
fap_letters.letter            GET  200     letter        dsl coordinator officer
fap_letters.of_referral       GET  200     referral      coordinator officer
fap_letters.overview          GET  200     -             dsl coordinator officer
fap_letters.pdf               GET  200     letter        dsl coordinator officer
fap_letters.proof_read        POST 302     draft_to_parent coordinator
fap_letters.sent              GET  302     draft_to_parent coordinator
fap_letters.sent              POST 302     draft_to_parent coordinator
fap_letters.write             GET  200     draft_to_parent coordinator
fap_letters.write             POST 422     draft_to_parent coordinator
fap_restorative.agree         POST 302     work          dsl coordinator
fap_restorative.begin         GET  200     referral      dsl coordinator
fap_restorative.begin         POST 422     referral      dsl coordinator
fap_restorative.change        GET  200     work          dsl coordinator
fap_restorative.change        POST 422     work          dsl coordinator
fap_restorative.choice        GET  200     work          dsl coordinator
fap_restorative.choice        POST 422     work          dsl coordinator
fap_restorative.end           GET  200     work          dsl coordinator
fap_restorative.end           POST 422     work          dsl coordinator
fap_restorative.work          GET  200     work          dsl coordinator officer
"""

# The setting of the story is the home school: it neither answers the offer nor confirms the handover.
BUT = {
    (f"fap_after.{name}", method, "dsl"): 302 for name in ("answer", "received") for method in ("GET", "POST")
}

NAMES = {"draft_to_parent": "letter"}
