"""The access table of what the matrix gives out: published periods, saved views, the benchmark extract."""

SEES = {"needs_view": {"officer": "ofb", "analyst": "ofb"}}

TABLE = """
needs_benchmark.compare       GET  200     -             officer analyst
needs_benchmark.compare       POST 422     -             officer analyst
needs_benchmark.take          GET  404     -             officer analyst
needs_published.publish       GET  200     -             officer
needs_published.publish       POST 422     -             officer
needs_saved.delete            POST 302     needs_view    officer analyst
needs_saved.save              GET  200     -             officer analyst
needs_saved.save              POST 422     -             officer analyst
"""

BUT = {("needs_saved.delete", "POST", "analyst"): 403}
ALSO = {"needs_benchmark.take": {"year": "2025"}}
