"""The access table of deciding: places, candidates, fair share, advice, decisions outside a panel."""

TABLE = """
fap_desk.places               GET  200     -             coordinator
fap_desk.places               POST 422     -             coordinator
"""
