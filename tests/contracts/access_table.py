"""The access table: every rule of the application, who may call it, and what each relation is answered.

Written by hand from safeguarding, "Who they are (assignments)", and not from the code it judges: a page is
added here by somebody who decides who may see it. The walk sends every cell for real.

A line: endpoint, method, answer, record, who may. Whoever may not is answered 403 before any record is looked
for; nobody (not signed in) is led to the sign-in page. A record that the person may not see answers 404, or
what stands behind the slash for a search that must not tell (200/200: the same page, with nobody found).
Records (the word in the third column) are seen as `SEES` says, by role: o the own setting's or panel's, f of
another setting or panel, b about a child from whom the person is barred. Nobody is listed for b but for
records that hold nothing about a child.
"""

from __future__ import annotations

from foundation.access.permissions import Role

OWN, OTHER, BARRED, ABSENT = "own", "other", "barred", "absent"
RELATIONS = (OWN, OTHER, BARRED, ABSENT)
LETTER = {OWN: "o", OTHER: "f", BARRED: "b", ABSENT: "-"}
NOBODY = "nobody"
SHORT: dict[str, str] = {
    "dsl": Role.DSL,
    "coordinator": Role.FAP_COORDINATOR,
    "member": Role.PANEL_MEMBER,
    "chair": Role.PANEL_CHAIR,
    "mash": Role.MASH_OFFICER,
    "officer": Role.SAFEGUARDING_OFFICER,
    "analyst": Role.ANALYST,
    "admin": Role.ADMINISTRATOR,
    "dpo": Role.DATA_PROTECTION_OFFICER,
}
ROLES = (*SHORT, NOBODY)

SEES: dict[str, dict[str, str]] = {
    "case": {"mash": "of", "officer": "of"},
    "contact": {"mash": "of", "officer": "of"},
    "separation": {"mash": "of", "officer": "of"},
    "child": {"dsl": "o", "coordinator": "of", "mash": "of", "officer": "of", "dpo": "of"},
    "upn": {"dsl": "o", "coordinator": "of", "mash": "of", "officer": "of", "dpo": "of"},
    "identity": {"officer": "of"},
    "referral": {"dsl": "o", "coordinator": "of", "member": "o", "chair": "o", "officer": "of"},
    "document": {"dsl": "o", "coordinator": "of", "officer": "of"},
    "draft": {"dsl": "o"},
    "item": {"coordinator": "of", "member": "o", "chair": "o", "officer": "of"},
    "decision": {"coordinator": "of", "member": "o", "chair": "o", "officer": "of"},
    "panel": {"coordinator": "ofb"},
    "meeting": {"coordinator": "ofb", "member": "ob", "chair": "ob", "officer": "ofb"},
    "plan": {"dsl": "o", "mash": "of", "officer": "of"},
    "version": {"dsl": "o", "mash": "of", "officer": "of"},
    "asked": {"dsl": "o", "mash": "of", "officer": "of"},
    "alert": {"officer": "of"},
    "disclosure": {"dsl": "o", "officer": "of"},
    "draft_letter": {"officer": "of"},
    "account": {"admin": "ofb"},
    "run_roll": {"admin": "ob", "officer": "ob"},
    "run_settings": {"admin": "ob"},
    "rejected": {"officer": "o"},
    "import": {"admin": "ofb"},
    "group": {"admin": "ofb"},
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
cases.amend                   POST 422     separation    mash officer
cases.case                    GET  200     case          mash officer
cases.case_from_contact       GET  200     contact       mash officer
cases.case_from_contact       POST 422     contact       mash officer
cases.cases                   GET  200     -             mash officer
cases.confirm                 POST 422     separation    mash officer
cases.contact                 GET  200     contact       mash officer
cases.end                     POST 422     separation    officer
cases.incident                GET  200     case          mash officer
cases.incident                POST 422     case          mash officer
cases.link                    POST 422     contact       mash officer
cases.new_case                GET  200     -             mash officer
cases.new_case                POST 422     -             mash officer
cases.no_case                 POST 422     contact       mash officer
cases.party                   GET  200     case          mash officer
cases.party                   POST 422     case          mash officer
cases.queue                   GET  200     -             mash officer
cases.review                  POST 422     separation    mash officer
cases.separation              GET  200     separation    mash officer
cases.separations             GET  200     -             mash officer
cases.state                   GET  200     case          mash officer
cases.state                   POST 422     case          mash officer
fap.answers                   GET  200     referral      dsl coordinator member chair officer
fap.answers                   GET  200     draft         dsl coordinator member chair officer
fap.document                  GET  200     document      dsl coordinator officer
fap.form                      GET  200     draft         dsl coordinator
fap.form_autosave             POST 200     draft         dsl coordinator
fap.form_changes              GET  200     draft         dsl coordinator
fap.form_check                GET  200     draft         dsl coordinator
fap.form_compare              GET  302     draft         dsl coordinator
fap.form_compare              POST 302     draft         dsl coordinator
fap.form_part                 GET  200     draft         dsl coordinator
fap.form_part                 POST 302     draft         dsl coordinator
fap.form_read                 GET  200     draft         dsl coordinator
fap.form_remove               GET  200     draft         dsl coordinator
fap.form_remove               POST 302     draft         dsl coordinator
fap.form_section              GET  200     draft         dsl coordinator
fap.form_section              POST 302     draft         dsl coordinator
fap.pdf                       GET  200     referral      dsl coordinator member chair officer
fap.receipt                   GET  200     referral      dsl coordinator
fap.referral                  GET  200     referral      dsl coordinator member chair officer
fap.referral                  GET  200     draft         dsl coordinator member chair officer
fap.referrals                 GET  200     -             dsl coordinator officer
fap.start                     GET  200     -             dsl coordinator
fap.start                     POST 200/200 upn           dsl coordinator
fap.submit                    POST 302     draft         dsl coordinator
fap.withdraw                  GET  200     referral      dsl coordinator
fap.withdraw                  POST 422     referral      dsl coordinator
fap_desk.accept               GET  200     referral      coordinator
fap_desk.accept               POST 422     referral      coordinator
fap_desk.agenda               GET  200     referral      coordinator
fap_desk.agenda               POST 422     referral      coordinator
fap_desk.attended             GET  200     referral      coordinator
fap_desk.attended             POST 422     referral      coordinator
fap_desk.broke_down           GET  200     referral      coordinator
fap_desk.broke_down           POST 422     referral      coordinator
fap_desk.close                GET  200     referral      coordinator
fap_desk.close                POST 422     referral      coordinator
fap_desk.desk                 GET  200     -             coordinator
fap_desk.not_eligible         GET  200     referral      coordinator
fap_desk.not_eligible         POST 422     referral      coordinator
fap_desk.off_agenda           GET  200     referral      coordinator
fap_desk.off_agenda           POST 422     referral      coordinator
fap_desk.return_it            GET  200     referral      coordinator
fap_desk.return_it            POST 422     referral      coordinator
fap_panel.close               POST 302     meeting       coordinator
fap_panel.heard               GET  200     item          coordinator chair
fap_panel.heard               POST 422     item          coordinator chair
fap_panel.item                GET  200     item          coordinator member chair officer
fap_panel.item                POST 422     item          coordinator member chair officer
fap_panel.meeting             GET  200     meeting       coordinator member chair officer
fap_panel.new_meeting         GET  200     panel         coordinator
fap_panel.new_meeting         POST 422     panel         coordinator
fap_panel.new_panel           GET  200     -             coordinator
fap_panel.new_panel           POST 422     -             coordinator
fap_panel.panels              GET  200     -             coordinator member chair officer
fap_panel.publish             POST 409     meeting       coordinator
fap_panel.sign                GET  200     decision      coordinator member chair officer
fap_panel.signed              POST 302     decision      chair
home.accessibility            GET  200     -             all
home.healthz                  GET  200     -             all
home.help_page                GET  200     -             all
home.home                     GET  200     -             everyone
home.privacy                  GET  200     -             all
home.readyz                   GET  200     -             all
needs.all_figures             GET  200     -             officer
needs.change                  GET  200     -             officer analyst
needs.export                  GET  200     -             officer analyst
needs.export_all              GET  200     -             officer
needs.export_all              POST 302     -             officer
needs.forms                   GET  200     -             officer
needs.matrix                  GET  200     -             officer analyst
plan_documents.family         GET  200     plan          dsl mash officer
plan_documents.family_pdf     GET  200     plan          dsl mash officer
plan_documents.professionals  GET  200     plan          dsl mash officer
plan_quality.answer           GET  200     version       dsl
plan_quality.answer           POST 200     version       dsl
plan_quality.feedback         POST 302     version       mash officer
plan_quality.version          GET  200     version       dsl mash officer
plan_requests.ask             GET  200     case          mash officer
plan_requests.ask             POST 422     case          mash officer
plan_requests.ask_again       POST 302     asked         mash officer
plan_requests.asked           GET  200     asked         dsl mash officer
plan_requests.decline         POST 422     asked         dsl
plan_requests.queue           GET  200     -             mash officer
plan_requests.start_asked     POST 302     asked         dsl
records.child                 GET  200/200 child         dpo
records.child_search          POST 200/200 upn           dpo
records.openings              GET  200     -             dpo
records.sign_ins              GET  200     -             dpo
records.verification          GET  200     -             dpo
records.verification          POST 200     -             dpo
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
safetyplans.end               POST 422     plan          dsl
safetyplans.form              GET  200     plan          dsl
safetyplans.form_autosave     POST 200     plan          dsl
safetyplans.form_changes      GET  200     plan          dsl mash officer
safetyplans.form_check        GET  200     plan          dsl
safetyplans.form_compare      GET  302     plan          dsl
safetyplans.form_compare      POST 302     plan          dsl
safetyplans.form_part         GET  200     plan          dsl
safetyplans.form_part         POST 302     plan          dsl
safetyplans.form_read         GET  200     plan          dsl mash officer
safetyplans.form_remove       GET  200     plan          dsl
safetyplans.form_remove       POST 302     plan          dsl
safetyplans.form_section      GET  200     plan          dsl
safetyplans.form_section      POST 302     plan          dsl
safetyplans.plan              GET  200     plan          dsl mash officer
safetyplans.plans             GET  200     -             dsl mash officer
safetyplans.sign              POST 409     plan          dsl
safetyplans.start             GET  200     -             dsl
safetyplans.start             POST 200/422 upn           dsl
safetyplans.submit            POST 302     plan          dsl
theme.css                     GET  200     -             all
transitions.acknowledge       POST 409     disclosure    dsl officer
transitions.alert             GET  200     alert         officer
transitions.alerts            GET  200     -             officer
transitions.apply_roll        POST 302     run_roll      admin
transitions.cancel_roll       POST 302     run_roll      admin
transitions.close             POST 409     alert         officer
transitions.contacted         POST 422     alert         officer
transitions.give              POST 422     alert         officer
transitions.letter            GET  200     disclosure    dsl officer
transitions.letter            GET  200     draft_letter  dsl officer
transitions.letters           GET  200     -             dsl officer
transitions.open_letter       POST 302     disclosure    dsl officer
transitions.placement_check   GET  200     -             coordinator chair mash officer
transitions.placement_check   POST 200/422 upn           coordinator chair mash officer
transitions.record_action     POST 422     alert         officer
transitions.rejected_rows     GET  200     rejected      officer
transitions.release           POST 302     alert         officer
transitions.reopen            POST 409     alert         officer
transitions.roll_run          GET  200     run_roll      officer admin
transitions.rolls             GET  200     -             officer admin
transitions.take              POST 409     alert         officer
transitions.upload_roll       POST 422     -             admin
transitions.withdraw          GET  200     draft_letter  officer
transitions.withdraw          POST 422     draft_letter  officer
transitions.words             GET  200     draft_letter  officer
transitions.words             POST 422     draft_letter  officer
transitions.write_letters     POST 422     alert         officer
static                        GET  200     -             all
"""

# Cells in which the answer is another one than the line says: the action itself asks once more.
BUT: dict[tuple[str, str, str], int] = {
    # Members and officers read how a place is decided; the coordinator and the chair write it.
    ("fap_panel.item", "POST", "member"): 403,
    ("fap_panel.item", "POST", "officer"): 403,
    # An officer reads letters but gives no receipt for a setting.
    ("transitions.open_letter", "POST", "officer"): 403,
    ("transitions.acknowledge", "POST", "officer"): 403,
}

# What stands in an address besides the record.
ALSO: dict[str, dict[str, str]] = {
    "access.invitation": {"token": "INVITATION"},
    "needs.export": {"shape": "csv"},
    "needs.export_all": {"shape": "xlsx"},
    "static": {"filename": "app.css"},
    **{f"fap.form_{what}": {"section": "reason"} for what in ("section", "autosave", "compare")},
    **{
        f"fap.form_{what}": {"section": "reason", "path": "linked_children/r0123456789"}
        for what in ("part", "remove")
    },
    **{f"safetyplans.form_{what}": {"section": "cover"} for what in ("section", "autosave", "compare")},
    **{
        f"safetyplans.form_{what}": {"section": "cover", "path": "other_children/r0000000001"}
        for what in ("part", "remove")
    },
}
PARAMETER = {"records.child": "key", "admin.import_run": "key"}
NAMES = {
    "draft": "referral",
    "draft_letter": "disclosure",
    "run_roll": "run",
    "run_settings": "run",
    "rejected": "run",
}
