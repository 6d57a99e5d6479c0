"""The matrix on screen: what is published, all figures for one person, and the forms behind a figure."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from foundation.access.permissions import Permission
from foundation.store import current_actor, session
from foundation.trail import opening
from needs import answering, asking, reading_core, showing
from needs.answering import Answer
from needs.asking import Asked
from needs.dimensions import DIMENSIONS
from needs.gaps import KINDS
from needs.matrix import FILTER_KEYS, TOTAL
from needs.pages.blueprint import pages
from needs.published import lists as published
from needs.published import reading
from needs.saved.lists import views_of
from needs.views.lists import records_to_read

P = Permission
PAGE = "needs.matrix"


@pages.page("", needs=P.READ_MATRIX)
def matrix() -> Any:
    """The published figures: small numbers hidden, whoever looks."""
    actor, connection = current_actor(), session().connection()
    moment = reading_core.looked_at(connection, actor.account_id, PAGE)
    opening(actor, PAGE, kind="listing")
    periods = published.published()
    period = published.period_asked(request.args.get("period", ""))
    opens = actor.may(P.OPEN_FIGURES)
    if period is None:
        return render_template("needs/nothing.html", opens=opens)
    key = reading.rows_asked(period, request.args.get("rows", ""))
    answer = reading.answer(period, key)
    ask = answer.table.ask
    return render_template(
        "needs/matrix.html",
        **_drawn(answer, showing.no_link, opens=False),
        shared=True,
        opens=opens,
        since=published.since_words(moment),
        words=published.named_words(period),
        address=reading.address(period, key),
        all_address=asking.address(ask),
        views=reading.views(period, key, periods),
        over_time=reading.over_time(periods),
        rates=reading.rates(period) if key == reading.USUAL else [],
        row_options=[{"value": code, "text": title} for code, title in reading.keys_of(period).items()],
        period_options=[{"value": one.code, "text": published.named_words(one)} for one in periods],
        chosen={"rows": key, "period": period.code},
        saved=views_of("shared"),
    )


@pages.page("/all", needs=P.OPEN_FIGURES)
def all_figures() -> Any:
    """Every figure, for one person only. That it was opened is written down."""
    asked = asking.read(request.args)
    if asked.errors:
        return _form(asked)
    opening(current_actor(), "needs.all_figures", kind="opening")
    return _matrix(asked)


@pages.page("/change", needs=P.OPEN_FIGURES)
def change() -> Any:
    """Another question to all figures."""
    return _form(asking.read(request.args))


@pages.page("/forms", needs=P.OPEN_FIGURES)
def forms() -> Any:
    """The forms behind one figure, as far as the person may read them. The opening is written down."""
    asked = asking.read(request.args)
    row, column, gap = (request.args.get(name, "") for name in ("row", "column", "gap"))
    found = records_to_read(answering.behind(asked.ask, _code(row), _code(column), gap))
    opening(current_actor(), "needs.forms", kind="opening", children={line.child_id for line in found} - {0})
    return render_template(
        "needs/forms.html",
        lines=found,
        sentence=asking.sentence(asked.ask),
        figure=_figure_words(asked, _code(row), _code(column), gap),
        back=asking.address(asked.ask),
    )


def _matrix(asked: Asked) -> str:
    ask = asked.ask
    return render_template(
        "needs/matrix.html",
        **_drawn(answering.answered(ask, shared=False), showing.links_to_forms(ask), opens=True),
        shared=False,
        opens=True,
        since="",
        address=asking.address(ask),
        views=showing.other_views(ask, "needs.all_figures"),
        saved=views_of("all"),
    )


def _drawn(answer: Answer, link: showing.Link, *, opens: bool) -> dict[str, Any]:
    """What both pages draw from an answer."""
    ask = answer.table.ask
    pair_rows, hidden_pairs = showing.pair_rows(answer)
    return {
        "answer": answer,
        "sentence": asking.sentence(ask),
        "heat": showing.heat(answer.table, link),
        "names": [showing.SHORT.get(code, label) for code, label in answer.flags],
        "finding": showing.finding(answer),
        "pair_rows": pair_rows,
        "hidden_pairs": hidden_pairs,
        "gaps": [showing.gap_row(gap, ask, opens) for gap in answer.gaps],
        "several": bool(DIMENSIONS[ask.columns].family),
    }


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
