"""The access table of the coordinator's desk: its filters, its clock, eligibility, the annual figures."""

TABLE = """
fap_desk.annual               GET  200     -             coordinator officer
fap_desk.annual_file          GET  200     -             coordinator officer
fap_desk.pause                GET  200     referral      coordinator
fap_desk.pause                POST 422     referral      coordinator
fap_desk.resume               GET  200     referral      coordinator
fap_desk.resume               POST 422     referral      coordinator
fap_desk.search               GET  302     -             coordinator
fap_desk.search               POST 302     -             coordinator
fap_desk.seen                 POST 302     -             coordinator
fap_desk.take_back            POST 302     referral      coordinator
fap_desk.tried                GET  200     referral      coordinator
fap_desk.tried                POST 422     referral      coordinator
"""
