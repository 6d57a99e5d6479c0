"""Who ran which command stands in the trail, also when it only read (interfaces, commands)."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from flask.cli import with_appcontext

from foundation.access.lists import operator
from foundation.store import session
from foundation.trail import opening


def told(group: click.Group) -> click.Group:
    """The same group, each command of which ends with a line of the trail: the operator and who that was."""
    made = copy.copy(group)
    made.commands = {
        name: told_command(command, f"{group.name} {name}") for name, command in group.commands.items()
    }
    return made


def told_command(command: click.Command, name: str) -> click.Command:
    """The same command, ending with a line of the trail."""
    made = copy.copy(command)
    run = command.callback
    assert run is not None
    made.callback = with_appcontext(_then_tell(run, name))
    return made


def _then_tell(run: Callable[..., Any], name: str) -> Callable[..., Any]:
    @wraps(run)
    def done(*args: Any, **given: Any) -> Any:
        try:
            return run(*args, **given)
        finally:
            _tell(name)

    return done


def _tell(name: str) -> None:
    """Close what the command read or left undone, then write."""
    session().rollback()
    actor = operator()
    session().rollback()
    opening(actor, name, kind="command")
