"""The access table of identity decisions, of other systems and their keys, and of what those keys open."""

SEES = {
    "system": {"admin": "ofb"},
    "key": {"admin": "ofb"},
}

TABLE = """
admin.make_key                POST 422     system        admin
admin.revoke_key              GET  200     key           admin
admin.revoke_key              POST 422     key           admin
admin.system                  GET  200     system        admin
admin.systems                 GET  200     -             admin
admin.systems                 POST 422     -             admin
placement_api.openapi         GET  200     -             all
placement_api.placement_checks POST 401    -             key
transitions.compare_settings  GET  200     -             coordinator mash officer
transitions.compare_settings  POST 200/422 upn           coordinator mash officer
roll.take_back                POST 422     identity      officer
"""

NAMES = {"system": "account"}
ALSO = {"admin.revoke_key": {"account": "@system"}}
