"""The matrix on screen: as it is shared, with all figures for one person, and the forms behind a figure."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from foundation.access.permissions import Permission
from foundation.store import current_actor, session
from foundation.trail import opening
from needs import answering, asking, lists, reading_core, showing
from needs.asking import Asked
from needs.dimensions import DIMENSIONS
from needs.gaps import KINDS
from needs.matrix import FILTER_KEYS, TOTAL
from needs.pages.blueprint import pages

P = Permission
PAGE = "needs.matrix"


@pages.page("", needs=P.READ_MATRIX)
def matrix() -> Any:
    """The matrix as it is shared: small numbers hidden, whoever looks."""
    asked = asking.read(request.args)
    if asked.errors:
        return _form(asked)
    actor, connection = current_actor(), session().connection()
    moment = reading_core.looked_at(connection, actor.account_id, PAGE)
    count = reading_core.forms_since(connection, moment)
    opening(actor, PAGE, kind="listing")
    words = showing.since_words(moment, count, hide=not actor.may(P.OPEN_FIGURES))
    return _matrix(asked, shared=True, since=words)


@pages.page("/all", needs=P.OPEN_FIGURES)
def all_figures() -> Any:
    """Every figure, for one person only. That it was opened is written down."""
    asked = asking.read(request.args)
    if asked.errors:
        return _form(asked)
    opening(current_actor(), "needs.all_figures", kind="opening")
    return _matrix(asked, shared=False, since="")


@pages.page("/change", needs=P.READ_MATRIX)
def change() -> Any:
    """Another question to the matrix."""
    return _form(asking.read(request.args))


@pages.page("/forms", needs=P.OPEN_FIGURES)
def forms() -> Any:
    """The forms behind one figure, as far as the person may read them. The opening is written down."""
    asked = asking.read(request.args)
    row, column, gap = (request.args.get(name, "") for name in ("row", "column", "gap"))
    referrals, versions = answering.behind(asked.ask, _code(row), _code(column), gap)
    found = lists.forms_to_read(referrals, versions)
    opening(current_actor(), "needs.forms", kind="opening", children={line.child_id for line in found} - {0})
    return render_template(
        "needs/forms.html",
        lines=found,
        sentence=asking.sentence(asked.ask),
        figure=_figure_words(asked, _code(row), _code(column), gap),
        back=asking.address(asked.ask),
    )


def _matrix(asked: Asked, *, shared: bool, since: str) -> str:
    ask, opens = asked.ask, current_actor().may(P.OPEN_FIGURES)
    answer = answering.answered(ask, shared=shared)
    pair_rows, hidden_pairs = showing.pair_rows(answer)
    return render_template(
        "needs/matrix.html",
        answer=answer,
        shared=shared,
        opens=opens,
        since=since,
        sentence=asking.sentence(ask),
        address=asking.address(ask),
        views=showing.other_views(ask, "needs.matrix" if shared else "needs.all_figures"),
        heat=showing.heat(answer.table, showing.links_to_forms(ask) if opens else showing.no_link),
        names=[showing.SHORT.get(code, label) for code, label in answer.flags],
        finding=showing.finding(answer),
        pair_rows=pair_rows,
        hidden_pairs=hidden_pairs,
        gaps=[showing.gap_row(gap, ask, opens) for gap in answer.gaps],
        several=bool(DIMENSIONS[ask.columns].family),
    )


def _form(asked: Asked) -> str:
    chosen = {**asking.address(asked.ask), "unit": asked.ask.unit}
    typed = {name: asked.typed[name] for name in asked.errors}
    return render_template(
        "needs/change.html",
        keys={key: found.title for key, found in DIMENSIONS.items()},
        narrow=[(key, DIMENSIONS[key].title, DIMENSIONS[key].words()) for key in FILTER_KEYS],
        address=asking.address(asked.ask),
        chosen=chosen | typed,
        errors=asked.errors,
        error_list=[{"text": words, "href": f"#{name}"} for name, words in asked.errors.items()],
    )


def _code(value: str) -> str:
    return "" if value == showing.UNRECORDED else value or TOTAL


def _figure_words(asked: Asked, row: str, column: str, gap: str) -> str:
    if gap:
        known = {key: words for key, (_one, words, _pick) in KINDS.items()}
        words = known.get(gap, "referrals that are about harm between children")
        return words[:1].upper() + words[1:]
    chosen = ((asked.ask.rows, row), (asked.ask.columns, column))
    parts = [showing.label_of(key, code) for key, code in chosen if code != TOTAL]
    return ", ".join(parts) or "Everything in the table"
