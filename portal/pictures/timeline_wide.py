"""The time line from left to right: a band for the separation, a lane for a child, hatching for together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from portal.pictures.marks import (
    ACCENT,
    FRAME,
    GRID,
    INK,
    PAST,
    QUIET,
    RED,
    Mark,
    dot,
    fold,
    halo,
    how_many,
    lines_of,
    path,
    rect,
    rows_of,
    shortened,
    text,
    width_of,
)
from portal.pictures.timeline import Drawing, Lane, Picture, Span

WIDTH = 1160
LEFT = 176
RIGHT = 1156
BAR = 42
BAR_STEP = 48
BAND_STEP = 24
PLAN_STEP = 36
POINT_STEP = 26
LANE_GAP = 26
CALLOUT_STEP = 42


class Sheet:
    """A picture on its way to marks; `y` moves down as parts are drawn."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.under: list[Mark] = []
        self.marks: list[Mark] = []
        self.over: list[Mark] = []
        self.y = 14.0
        self.top = 40.0

    def x(self, day: dt.date) -> float:
        """Where a day begins."""
        days = (self.picture.end - self.picture.start).days or 1
        return LEFT + (RIGHT - LEFT) * min(max((day - self.picture.start).days, 0), days) / days

    def ends(self, span: Span) -> tuple[float, float]:
        """Left and right edge of a span."""
        first, last = self.picture.within(span)
        return self.x(first), self.x(last)

    def room(self, span: Span, words: str, size: int = 14, bold: bool = False) -> tuple[float, float]:
        """The stretch that a span and its words take up together."""
        left, right = self.ends(span)
        start = self.words_at(left, words, size, bold)
        return min(left, start), max(right, start + width_of(words, size, bold))

    def words_at(self, left: float, words: str, size: int = 14, bold: bool = False) -> float:
        """Where words that belong to `left` begin so that they stay on the sheet."""
        return max(LEFT, min(left, RIGHT - width_of(words, size, bold)))


def drawing(picture: Picture) -> Drawing:
    """The picture, 1,160 wide."""
    sheet = Sheet(picture)
    _separations(sheet)
    top = sheet.y
    sheet.top = top - 22
    for lane in picture.lanes:
        _lane(sheet, lane)
    _overlaps(sheet, top - 12, sheet.y - 8)
    grid_bottom = sheet.y
    _callouts(sheet)
    _today(sheet)
    _months(sheet, grid_bottom)
    return Drawing(WIDTH, round(sheet.y), tuple(sheet.under + sheet.marks + sheet.over))


def _separations(sheet: Sheet) -> None:
    for index, span in enumerate(sheet.picture.seen(sheet.picture.separations)):
        left, right = sheet.ends(span)
        if index == 0:
            sheet.marks.append(text(0, sheet.y + 14, "Separation", 16, font_weight=700))
        sheet.marks.append(rect(left, sheet.y, right - left, 18, fill=ACCENT, class_="app-fill-accent"))
        sheet.marks += _band_words(sheet, span, left, right)
        sheet.y += BAND_STEP
    sheet.y += 26


def _band_words(sheet: Sheet, span: Span, left: float, right: float) -> list[Mark]:
    inside = width_of(span.label, 14) + 20 <= right - left
    if inside:
        return [text(left + 10, sheet.y + 14, span.label, 14, fill="#fff")]
    after = right + 8
    if after + width_of(span.label, 14) <= RIGHT:
        return [text(after, sheet.y + 14, span.label, 14, fill=INK)]
    return [text(left - 8, sheet.y + 14, span.label, 14, fill=INK, text_anchor="end")]


def _lane(sheet: Sheet, lane: Lane) -> None:
    bars = sheet.picture.seen(lane.bars)
    rows = rows_of([sheet.ends(bar) for bar in bars], gap=-0.5)
    top = sheet.y
    _lane_name(sheet, lane)
    for bar, row in zip(bars, rows, strict=True):
        _bar(sheet, bar, top + row * BAR_STEP)
    sheet.y = top + max(how_many(rows), 1) * BAR_STEP
    _plans(sheet, lane)
    _points(sheet, lane)
    sheet.y += LANE_GAP


def _lane_name(sheet: Sheet, lane: Lane) -> None:
    y = sheet.y + 18
    for line in lines_of(lane.name, LEFT - 14, 18, 2):
        sheet.marks.append(text(0, y, line, 18, font_weight=700))
        y += 20
    for line in lines_of(lane.note, LEFT - 14, 15, 3):
        sheet.marks.append(text(0, y, line, 15, fill=QUIET))
        y += 17


def _bar(sheet: Sheet, bar: Span, y: float) -> None:
    left, right = sheet.ends(bar)
    fill = "#fff" if bar.holds(sheet.picture.today) else PAST
    hint = bar.label
    sheet.marks.append(rect(left, y, right - left, BAR, fill=fill, stroke=FRAME, stroke_width=1.5, hint=hint))
    if bar.until is None:
        edge = f"M{right:.1f} {y + 1:.1f}v{BAR - 2}"
        sheet.marks.append(path(edge, stroke="#fff", stroke_width=3, stroke_dasharray="5 4"))
    one, two = fold(bar.label, right - left - 20, 16, 1), fold(bar.label, right - left - 16, 14)
    if one:
        sheet.over.append(halo(left + 10, y + 27, one[0], 16, fill))
    elif two:
        sheet.over += [halo(left + 8, y + 18 + 16 * i, line, 14, fill) for i, line in enumerate(two)]
    else:
        sheet.over.append(halo(left + 5, y + 26, shortened(bar.label, right - left - 8, 14), 14, fill))


def _plans(sheet: Sheet, lane: Lane) -> None:
    plans = sheet.picture.seen(lane.plans)
    rows = rows_of([sheet.room(plan, plan.label) for plan in plans], gap=10)
    top = sheet.y + 1
    for plan, row in zip(plans, rows, strict=True):
        left, right = sheet.ends(plan)
        y = top + row * PLAN_STEP
        outline = f"M{left + 3:.1f} {y:.1f}v8H{right - 3:.1f}" + ("v-8" if plan.until is not None else "")
        sheet.marks.append(path(outline, fill="none", stroke="#fff", stroke_width=6))
        sheet.marks.append(path(outline, fill="none", stroke=INK, stroke_width=2.5))
        sheet.over += _on_white(sheet.words_at(left + 6, plan.label), y + 25, plan.label)
    sheet.y = top + how_many(rows) * PLAN_STEP


def _points(sheet: Sheet, lane: Lane) -> None:
    """Single days: a dot and its words beside it, in as many rows as they need."""
    points = sheet.picture.seen(lane.points)
    rows = rows_of([sheet.room(point, f"00 {point.label}") for point in points], gap=12)
    top = sheet.y + 6
    for point, row in zip(points, rows, strict=True):
        left, y = sheet.x(point.start), top + row * POINT_STEP
        after = left + 12 + width_of(point.label, 14) <= RIGHT
        words = left + 12 if after else left - 12 - width_of(point.label, 14)
        sheet.over += _on_white(words, y + 15, point.label)
        sheet.over.append(dot(left, y + 10, 6, fill=INK, stroke="#fff", stroke_width=2, hint=point.label))
    sheet.y = top + how_many(rows) * POINT_STEP if points else sheet.y


def _on_white(x: float, y: float, words: str, size: int = 14) -> list[Mark]:
    plate = rect(x - 3, y - size + 2, width_of(words, size) + 6, size + 2, fill="#fff")
    return [plate, text(x, y, words, size)]


def _overlaps(sheet: Sheet, top: float, bottom: float) -> None:
    for span in sheet.picture.seen(sheet.picture.overlaps):
        left, right = sheet.ends(span)
        sheet.under.append(
            rect(left, top, max(right - left, 5), bottom - top, fill="HATCH", stroke=RED, stroke_width=2)
        )


def _callouts(sheet: Sheet) -> None:
    """Under the hatching, in words, with the line that closes or leaves it open."""
    spans = sheet.picture.seen(sheet.picture.overlaps)
    widths = [max(width_of(s.label, 15, True), width_of(s.note, 15)) for s in spans]
    lefts = [_callout_at(sheet, s, w) for s, w in zip(spans, widths, strict=True)]
    rows = rows_of(list(zip(lefts, (a + b for a, b in zip(lefts, widths, strict=True)), strict=True)), gap=16)
    top = sheet.y + 12
    for span, left, row in zip(spans, lefts, rows, strict=True):
        y = top + row * CALLOUT_STEP
        sheet.marks.append(text(left, y, span.label, 15, font_weight=700, fill=RED))
        if span.note:
            sheet.marks.append(text(left, y + 19, span.note, 15))
    sheet.y = top + how_many(rows) * CALLOUT_STEP - (8 if rows else 0)


def _callout_at(sheet: Sheet, span: Span, width: float) -> float:
    """Where the words begin: under the hatching, beside today's line rather than across it."""
    left = max(LEFT, min(sheet.ends(span)[0], RIGHT - width))
    today = sheet.x(sheet.picture.today)
    if not left - 8 < today < left + width:
        return left
    return today + 9 if today + 9 + width <= WIDTH + 6 else today - 9 - width


def _today(sheet: Sheet) -> None:
    x = sheet.x(sheet.picture.today)
    day = sheet.picture.today
    words = f"Today, {day:%a} {day.day} {day:%b}"
    width = width_of(words, 15) + 14
    left = x - width if x - width > LEFT else x
    sheet.under.append(path(f"M{x:.1f} {sheet.top:.1f}V{sheet.y + 24:.1f}", stroke=INK, stroke_width=3))
    sheet.marks.append(path(f"M{x:.1f} {sheet.top:.1f}V{sheet.y + 24:.1f}", stroke=INK, stroke_width=3))
    sheet.marks.append(rect(left, sheet.y, width, 24, fill=INK))
    sheet.marks.append(text(left + width / 2, sheet.y + 17, words, 15, fill="#fff", text_anchor="middle"))
    sheet.y += 24


def _months(sheet: Sheet, bottom: float) -> None:
    months: Sequence[dt.date] = sheet.picture.months()
    lines = [path(f"M{sheet.x(day):.1f} {sheet.top:.1f}V{bottom:.1f}", stroke=GRID) for day in months]
    sheet.under[:0] = lines
    sheet.y += 24
    edges = [sheet.x(day) for day in months] + [float(RIGHT)]
    for (left, right), day in zip(pairwise(edges), months, strict=True):
        long = day == months[0] or day.month == 1
        words = f"{day:%b %Y}" if long else f"{day:%b}"
        if width_of(words, 15) + 4 <= right - left:
            sheet.marks.append(text(left + 5, sheet.y, words, 15, fill=QUIET))
    sheet.y += 10
