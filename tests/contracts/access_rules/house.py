"""The access table of the house: doors, accounts, first pages, the access log."""

SEES = {
    "account": {"admin": "ofb"},
    "import": {"admin": "ofb"},
}

TABLE = """
access.hide                   POST 302     -             everyone
access.invitation             GET  200     -             all
access.invitation             POST 422     -             all
access.prove                  GET  200     -             everyone
access.prove                  POST 422     -             everyone
access.sign_in                GET  200     -             all
access.sign_in                POST 422     -             all
access.sign_out               POST 302     -             everyone
access.sign_out_everywhere    POST 302     -             everyone
access.stay                   POST 200     -             everyone
access.token                  GET  200     -             everyone
access.unlock                 GET  200     -             everyone
access.unlock                 POST 422     -             everyone
access.weather                GET  200     -             all
admin.account                 GET  200     account       admin
admin.accounts                GET  200     -             admin
admin.disable                 POST 422     account       admin
admin.end_role                POST 422     account       admin
admin.give_role               POST 422     account       admin
admin.import_run              GET  200     import        admin
admin.imports                 GET  200     -             admin
admin.invite                  GET  200     -             admin
admin.invite                  POST 422     -             admin
admin.link                    POST 200     account       admin
admin.outbox                  GET  200     -             admin
admin.roles                   GET  200     -             admin
admin.try_again               POST 302     -             admin
home.accessibility            GET  200     -             all
home.healthz                  GET  200     -             all
home.help_page                GET  200     -             all
home.home                     GET  200     -             everyone
home.privacy                  GET  200     -             all
home.readyz                   GET  200     -             all
records.child                 GET  200/200 child         dpo
records.child_search          POST 200/200 upn           dpo
records.openings              GET  200     -             dpo
records.sign_ins              GET  200     -             dpo
records.verification          GET  200     -             dpo
records.verification          POST 200     -             dpo
theme.css                     GET  200     -             all
static                        GET  200     -             all
"""

ALSO = {
    "access.invitation": {"token": "INVITATION"},
    "static": {"filename": "app.css"},
}
PARAMETER = {"records.child": "key", "admin.import_run": "key"}
