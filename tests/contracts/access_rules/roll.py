"""The access table of children, settings and what is read into them."""

SEES = {
    "child": {"dsl": "o", "coordinator": "of", "mash": "of", "officer": "of", "dpo": "of"},
    "upn": {"dsl": "o", "coordinator": "of", "mash": "of", "officer": "of", "dpo": "of"},
    "identity": {"officer": "of"},
    "run_settings": {"admin": "ob"},
    "group": {"admin": "ofb"},
}

TABLE = """
roll.bars                     GET  200     child         officer
roll.bars                     POST 422     child         officer
roll.child                    GET  200     child         dsl coordinator mash officer
roll.children                 GET  200     -             dsl coordinator officer
roll.children_by_name         GET  302     -             dsl coordinator officer
roll.children_by_name         POST 302     -             dsl coordinator officer
roll.find_child               GET  200     -             dsl coordinator officer
roll.find_child               POST 200/200 upn           dsl coordinator officer
roll.identities               GET  200     -             officer
roll.identity                 GET  200     identity      officer
roll.identity                 POST 422     identity      officer
roll.lift_bar                 GET  200     child         officer
roll.lift_bar                 POST 422     child         officer
roll_settings.add_setting     GET  200     -             admin
roll_settings.add_setting     POST 422     -             admin
roll_settings.apply_run       POST 302     run_settings  admin
roll_settings.cancel_run      POST 302     run_settings  admin
roll_settings.group           GET  200     group         admin
roll_settings.group           POST 422     group         admin
roll_settings.groups          GET  200     -             admin
roll_settings.groups          POST 422     -             admin
roll_settings.imports         GET  200     -             admin
roll_settings.imports         POST 422     -             admin
roll_settings.run             GET  200     run_settings  admin
roll_settings.settings        GET  200     -             admin
"""

NAMES = {"run_settings": "run"}
ALSO = {"roll.lift_bar": {"bar": "@bar"}}
