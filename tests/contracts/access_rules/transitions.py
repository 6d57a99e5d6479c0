"""The access table of alerts, letters, rolls and the placement check."""

SEES = {
    "alert": {"officer": "of"},
    "disclosure": {"dsl": "o", "officer": "of"},
    "draft_letter": {"officer": "of"},
    "run_roll": {"admin": "ob", "officer": "ob"},
    "rejected": {"officer": "o"},
}

TABLE = """
transitions.acknowledge       POST 409     disclosure    dsl officer
transitions.alert             GET  200     alert         officer
transitions.alert_print       GET  200     alert         officer
transitions.alerts            GET  200     -             officer
transitions.apply_roll        POST 302     run_roll      admin
transitions.assurance         GET  200     -             officer
transitions.assurance_list    GET  200     -             officer
transitions.assurance_paper   GET  200     -             officer
transitions.begin_plan        POST 302     disclosure    dsl
transitions.cancel_roll       POST 302     run_roll      admin
transitions.close             POST 409     alert         officer
transitions.contacted         POST 422     alert         officer
transitions.county_view       GET  200     -             officer
transitions.figures           GET  200     -             officer
transitions.figures_file      GET  200     -             officer
transitions.give              POST 422     alert         officer
transitions.letter            GET  200     disclosure    dsl officer
transitions.letter            GET  200     draft_letter  dsl officer
transitions.letters           GET  200     -             dsl officer
transitions.moving_on_page    GET  200     -             officer
transitions.open_letter       POST 302     disclosure    dsl officer
transitions.placement_check   GET  200     -             coordinator chair mash officer
transitions.placement_check   POST 200/422 upn           coordinator chair mash officer
transitions.record_action     POST 422     alert         officer
transitions.rejected_rows     GET  200     rejected      officer
transitions.release           POST 302     alert         officer
transitions.reopen            POST 409     alert         officer
transitions.roll_progress     GET  200     run_roll      officer admin
transitions.roll_run          GET  200     run_roll      officer admin
transitions.rolls             GET  200     -             officer admin
transitions.take              POST 409     alert         officer
transitions.upload_roll       POST 422     -             admin
transitions.watch             GET  200     -             officer
transitions.where             GET  200     separation    mash officer
transitions.withdraw          GET  200     draft_letter  officer
transitions.withdraw          POST 422     draft_letter  officer
transitions.words             GET  200     draft_letter  officer
transitions.words             POST 422     draft_letter  officer
transitions.write_letters     POST 422     alert         officer
"""

# An officer reads letters but gives no receipt for a setting.
BUT = {
    ("transitions.open_letter", "POST", "officer"): 403,
    ("transitions.acknowledge", "POST", "officer"): 403,
}
NAMES = {"draft_letter": "disclosure", "run_roll": "run", "rejected": "run"}
# What stands in an address besides the record.
ALSO = {
    "transitions.assurance_list": {"figure": "in_force"},
    "transitions.alert_print": {"which": "1"},
}
