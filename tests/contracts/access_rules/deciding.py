"""The access table of deciding: places, candidates, fair share, advice, decisions outside a panel."""

TABLE = """
fap_desk.places               GET  200     -             coordinator
fap_desk.places               POST 422     -             coordinator
fap_panel.fair_share          GET  200     -             coordinator member chair officer
fap_panel.fair_share_pdf      GET  200     -             coordinator member chair officer
fap_panel.schools             GET  200     item          coordinator member chair officer
"""
