"""How the rooms are fastened to the application."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask

from fap.lists import panels
from foundation import post
from foundation.access import commands as access_commands
from foundation.access import views as access_views
from foundation.access.lists import SAME_CHILD, account_by_id, operator
from foundation.jobs import commands as jobs_commands
from foundation.jobs import periodic
from foundation.store import acting_as, crypto, documents, session
from foundation.trail import commands as trail_commands
from portal import backup_commands, commands, decided, doctor
from portal.command_line import told, told_command
from portal.demo import commands as demo_commands
from portal.demo.people import demo_people
from portal.drawing import SERVICE
from portal.pages import home, theme
from portal.rooms import parts
from roll import child_page
from roll.lists import setting_by_urn
from roll.same_child_core import all_records


def init_app(app: Flask) -> None:
    """Models, news, pages and commands of every room."""
    for module in parts("models"):
        assert module
    for module in (decided, *parts("decided")):
        assert module
    for module in parts("news"):
        module.listen()
    for module in parts("nights"):
        assert module
    _child_pages()
    blueprints: list[Any] = [access_views.pages, home.pages, theme.pages]
    for module in parts("pages"):
        blueprints += getattr(module, "BLUEPRINTS", [])
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    _commands(app)
    _look_ups(app)
    _stores(app)


def _commands(app: Flask) -> None:
    """The database's and the county's own, then what stands in the trail."""
    groups: list[Any] = [access_commands.group, trail_commands.group, jobs_commands.group]
    for module in parts("commands"):
        groups += getattr(module, "GROUPS", [])
    for group in (commands.database, demo_commands.group, *map(told, groups)):
        app.cli.add_command(group)
    app.cli.add_command(doctor.doctor)
    for command in (backup_commands.backup, backup_commands.restore):
        app.cli.add_command(told_command(command, str(command.name)))


def _child_pages() -> None:
    """What each room puts on a child's page and time line."""
    for module in parts("child_line"):
        child_page.offer_line(module.on_line)
        for part in module.OFFERS:
            child_page.offer(part)


def _stores(app: Flask) -> None:
    """Documents on disk, the post office, and who the worker acts as."""
    served = [Path(str(app.static_folder))]
    documents.use(documents.open_store(Path(app.config["DATA_DIR"]), crypto.current(), served=served))
    app.extensions[post.EXTENSION] = post.Office(
        carrier=post.carrier(app.config["MAIL_URL"]),
        service=SERVICE,
        base_url=app.config["BASE_URL"],
        sender=app.config["MAIL_FROM"],
        address_of=_address_of,
    )
    app.extensions[jobs_commands.EXTENSION] = operator


def _address_of(account_id: int) -> str | None:
    """Where a person's mail goes; nowhere once the account is disabled."""
    account = account_by_id(account_id)
    return (
        account.email if account and account.state in {"active", "invited"} and "@" in account.email else None
    )


@periodic(60)
def seal_the_trail() -> None:
    """Seal what was written in the last minute (architecture, "The trail")."""
    trail_commands.seal_now()


def panel_choices() -> list[tuple[int, str]]:
    """The panels there are (row id, name), for giving roles; a panel holds nothing about a child."""
    with acting_as(operator()):
        return [(panel.id, panel.name) for panel in panels()]


def same_child(child_ids: frozenset[int]) -> frozenset[int]:
    """These children with every record that stands or may stand for one of them: a bar holds for all."""
    return all_records(session().connection(), child_ids)


def _look_ups(app: Flask) -> None:
    """What foundation may ask of a room without importing it."""
    app.extensions["setting_by_urn"] = setting_by_urn
    app.extensions["demo_people"] = demo_people
    app.extensions["panels"] = panel_choices
    app.extensions[SAME_CHILD] = same_child
