"""The access table of the needs data matrix."""

TABLE = """
needs.all_figures             GET  200     -             officer
needs.change                  GET  200     -             officer
needs.export                  GET  404     -             officer analyst
needs.export_all              GET  200     -             officer
needs.export_all              POST 302     -             officer
needs.forms                   GET  200     -             officer
needs.matrix                  GET  200     -             officer analyst
"""

ALSO = {
    "needs.export": {"shape": "csv"},
    "needs.export_all": {"shape": "xlsx"},
}
