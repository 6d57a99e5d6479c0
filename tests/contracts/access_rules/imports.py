"""The access table of files that come in: column profiles, offers, transfer files, links between settings."""

SEES = {
    "profile": {"admin": "ofb"},
    "profile_sample": {"officer": "of"},
    "run_offers": {"admin": "ofb", "officer": "ofb"},
    "rejected_offers": {"officer": "of"},
}

TABLE = """
transitions.apply_coming      POST 302     run_offers     admin
transitions.cancel_coming     POST 302     run_offers     admin
transitions.coming            GET  200     -              officer admin
transitions.coming_run        GET  200     run_offers     officer admin
transitions.rejected_offers   GET  200     rejected_offers officer
transitions.upload_offers     POST 422     -              admin
transitions.upload_transfers  POST 422     -              admin
roll_settings.change_profile  POST 302     profile        admin
roll_settings.column_profile  GET  200     profile        admin
roll_settings.column_profiles GET  200     -              officer admin
roll_settings.new_profile     POST 422     -              admin
roll_settings.point_profile   POST 422     profile        admin
roll_settings.profile_sample  GET  200     profile_sample officer
roll_settings.retire_profile  POST 302     profile        admin
"""

NAMES = {"profile_sample": "profile", "run_offers": "run", "rejected_offers": "run"}
