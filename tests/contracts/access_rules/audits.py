"""The access table of the monthly audit."""

SEES = {
    "audit": {"officer": "ofb"},
    "audit_item": {"officer": "of"},
    "audit_action": {"officer": "of"},
    "audit_feedback": {"dsl": "ob", "officer": "ofb"},
}

TABLE = """
audits.again                  POST 422     audit_item    officer
audits.agree                  POST 422     audit_item    officer
audits.agree_action           POST 422     audit         officer
audits.audit                  GET  200     audit         officer
audits.audits                 GET  200     -             officer
audits.autosave               POST 200     audit_item    officer
audits.close                  POST 422     audit         officer
audits.confirm                POST 302     audit_feedback dsl
audits.conflict               POST 422     audit_item    officer
audits.drawn                  GET  200     audit         officer
audits.feedback               POST 422     audit         officer
audits.findings               POST 302     audit         officer
audits.finish_action          POST 422     audit_action  officer
audits.judge                  POST 422     audit_item    officer
audits.open_one               GET  200     -             officer
audits.open_one               POST 422     -             officer
audits.partners               GET  200     audit         officer
audits.partners_pdf           GET  200     audit         officer
audits.record                 GET  200     audit_item    officer
audits.report                 GET  200     audit         officer
audits.report_pdf             GET  200     audit         officer
audits.second                 POST 422     audit_item    officer
audits.shared                 GET  200     -             dsl mash officer
"""
