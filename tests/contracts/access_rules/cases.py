"""The access table of cases with their entries, contacts and their letters, and separations."""

SEES = {
    "case": {"mash": "of", "officer": "of"},
    "contact": {"mash": "of", "officer": "of"},
    "separation": {"mash": "of", "officer": "of"},
    "entry": {"mash": "of", "officer": "of"},
    "worker_entry": {"mash": "of", "officer": "of"},
    "told_contact": {"mash": "of", "officer": "of"},
}
NAMES = {"worker_entry": "entry", "told_contact": "contact"}
ALSO = {
    "cases.child": {"child": "@child"},
    "cases.child_chronology": {"child": "@child"},
    "cases.child_chronology_pdf": {"child": "@child"},
    "cases.describe": {"number": "1"},
    "cases.record": {"kind": "decision"},
    "cases.record_for_child": {"child": "@child", "kind": "voice"},
}

TABLE = """
cases.amend                   POST 422     separation    mash officer
cases.case                    GET  200     case          mash officer
cases.case_from_contact       GET  200     contact       mash officer
cases.case_from_contact       POST 422     contact       mash officer
cases.cases                   GET  200     -             mash officer
cases.change_entry            GET  200     entry         mash officer
cases.change_entry            POST 422     entry         mash officer
cases.child                   GET  200     case          mash officer
cases.child_chronology        GET  200     case          mash officer
cases.child_chronology_pdf    GET  200     case          mash officer
cases.chronology              GET  200     case          mash officer
cases.chronology_pdf          GET  200     case          mash officer
cases.chronology_sheet        GET  200     case          mash officer
cases.confirm                 POST 422     separation    mash officer
cases.contact                 GET  200     contact       mash officer
cases.decisions               GET  200     case          mash officer
cases.describe                GET  200     case          mash officer
cases.describe                POST 422     case          mash officer
cases.due                     GET  200     -             mash officer
cases.end                     POST 422     separation    officer
cases.end_entry               GET  200     entry         mash officer
cases.end_entry               POST 422     entry         mash officer
cases.entry                   GET  200     entry         mash officer
cases.incident                GET  200     case          mash officer
cases.incident                POST 422     case          mash officer
cases.incomplete              GET  200     -             mash officer
cases.letter                  GET  200     told_contact  mash officer
cases.letter                  POST 422     told_contact  mash officer
cases.letter_pdf              GET  200     told_contact  mash officer
cases.link                    POST 422     contact       mash officer
cases.marks                   GET  200     case          mash officer
cases.marks                   POST 422     case          mash officer
cases.new_case                GET  200     -             mash officer
cases.new_case                POST 422     -             mash officer
cases.new_contact             GET  200     -             mash officer
cases.new_contact             POST 422     -             mash officer
cases.no_case                 POST 422     contact       mash officer
cases.party                   GET  200     case          mash officer
cases.party                   POST 422     case          mash officer
cases.queue                   GET  200     -             mash officer
cases.record                  GET  200     case          mash officer
cases.record                  POST 422     case          mash officer
cases.record_for_child        GET  200     case          mash officer
cases.record_for_child        POST 422     case          mash officer
cases.review                  POST 422     separation    mash officer
cases.sent                    POST 422     told_contact  mash officer
cases.separation              GET  200     separation    mash officer
cases.separations             GET  200     -             mash officer
cases.state                   GET  200     case          mash officer
cases.state                   POST 422     case          mash officer
cases.take                    POST 302     case          mash officer
cases.told                    GET  200     worker_entry  mash officer
cases.told                    POST 422     worker_entry  mash officer
"""
