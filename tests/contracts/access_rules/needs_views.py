"""The access table of the views of the matrix: all figures for the officer, what was given out for both."""

TABLE = """
needs_views.behind            GET  200     -             officer
needs_views.export            GET  200     -             officer
needs_views.export            POST 302     -             officer
needs_views.export_given_out  GET  404     -             officer analyst
needs_views.given_out         GET  200     -             officer analyst
needs_views.view              GET  200     -             officer
"""

ALSO = {
    "needs_views.behind": {"view": "gaps"},
    "needs_views.export": {"view": "gaps", "shape": "xlsx"},
    "needs_views.export_given_out": {"view": "gaps", "shape": "csv"},
    "needs_views.given_out": {"view": "gaps"},
    "needs_views.view": {"view": "gaps"},
}
