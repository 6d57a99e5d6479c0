"""The access table of what the council decides: the administrator enters it, those who work by it read it."""

TABLE = """
admin.decide                  POST 422     -             admin
admin.decided                 GET  200     -             admin coordinator officer
admin.setting                 GET  200     -             admin coordinator officer
"""

ALSO = {
    "admin.decide": {"key": "contact-answer"},
    "admin.setting": {"key": "contact-answer"},
}
