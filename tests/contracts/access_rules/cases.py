"""The access table of cases, contacts and separations."""

SEES = {
    "case": {"mash": "of", "officer": "of"},
    "contact": {"mash": "of", "officer": "of"},
    "separation": {"mash": "of", "officer": "of"},
}

TABLE = """
cases.amend                   POST 422     separation    mash officer
cases.case                    GET  200     case          mash officer
cases.case_from_contact       GET  200     contact       mash officer
cases.case_from_contact       POST 422     contact       mash officer
cases.cases                   GET  200     -             mash officer
cases.confirm                 POST 422     separation    mash officer
cases.contact                 GET  200     contact       mash officer
cases.end                     POST 422     separation    officer
cases.incident                GET  200     case          mash officer
cases.incident                POST 422     case          mash officer
cases.link                    POST 422     contact       mash officer
cases.new_case                GET  200     -             mash officer
cases.new_case                POST 422     -             mash officer
cases.no_case                 POST 422     contact       mash officer
cases.party                   GET  200     case          mash officer
cases.party                   POST 422     case          mash officer
cases.queue                   GET  200     -             mash officer
cases.review                  POST 422     separation    mash officer
cases.separation              GET  200     separation    mash officer
cases.separations             GET  200     -             mash officer
cases.state                   GET  200     case          mash officer
cases.state                   POST 422     case          mash officer
"""
