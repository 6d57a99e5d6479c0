"""The same time line for a telephone: time runs from top to bottom, the children stand beside each other."""

from __future__ import annotations

import datetime as dt
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

WIDTH = 350
MONTHS = 46
TOP = 84.0
PLAN_WIDTH = 28
SMALLEST, LARGEST, PER_DAY = 420.0, 900.0, 2.0


class Column:
    """Where one child's bars stand."""

    def __init__(self, index: int, count: int) -> None:
        space = (WIDTH - MONTHS - 14) / count
        self.left = MONTHS + 20 + index * space
        self.width = space - PLAN_WIDTH - 14
        self.plans_at = self.left + self.width + 4


class Sheet:
    """A picture on its way to marks."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        days = (picture.end - picture.start).days or 1
        self.tall = min(max(days * PER_DAY, SMALLEST), LARGEST)
        self.marks: list[Mark] = []
        self.over: list[Mark] = []

    def y(self, day: dt.date) -> float:
        """Where a day begins."""
        days = (self.picture.end - self.picture.start).days or 1
        return TOP + self.tall * min(max((day - self.picture.start).days, 0), days) / days

    def ends(self, span: Span) -> tuple[float, float]:
        """Top and bottom edge of a span."""
        first, last = self.picture.within(span)
        return self.y(first), self.y(last)


def drawing(picture: Picture) -> Drawing:
    """The picture, 350 wide."""
    sheet = Sheet(picture)
    _months(sheet)
    _overlaps(sheet)
    _separations(sheet)
    for index, lane in enumerate(picture.lanes):
        _lane(sheet, lane, Column(index, len(picture.lanes)))
    _today(sheet)
    return Drawing(WIDTH, round(TOP + sheet.tall + 12), tuple(sheet.marks + sheet.over))


def _months(sheet: Sheet) -> None:
    months = sheet.picture.months()
    edges = [sheet.y(day) for day in months] + [TOP + sheet.tall]
    for (top, bottom), day in zip(pairwise(edges), months, strict=True):
        sheet.marks.append(path(f"M{MONTHS} {top:.1f}H{WIDTH}", stroke=GRID))
        if bottom - top >= 14:
            sheet.marks.append(text(0, top + 14, f"{day:%b}", 14, fill=QUIET))
        if bottom - top >= 32 and (day == months[0] or day.month == 1):
            sheet.marks.append(text(0, top + 30, f"{day:%Y}", 14, fill=QUIET))


def _overlaps(sheet: Sheet) -> None:
    for span in sheet.picture.seen(sheet.picture.overlaps):
        top, bottom = sheet.ends(span)
        height = max(bottom - top, 5)
        sheet.marks.append(
            rect(
                MONTHS + 12,
                top,
                WIDTH - MONTHS - 14,
                height,
                fill="HATCH",
                stroke=RED,
                stroke_width=2,
                hint=span.label,
            )
        )


def _separations(sheet: Sheet) -> None:
    for index, span in enumerate(sheet.picture.seen(sheet.picture.separations)):
        top, bottom = sheet.ends(span)
        x = MONTHS - index * 8
        sheet.marks.append(
            rect(x, top, 6, bottom - top, fill=ACCENT, class_="app-fill-accent", hint=span.label)
        )


def _lane(sheet: Sheet, lane: Lane, column: Column) -> None:
    _lane_name(sheet, lane, column)
    bars = sheet.picture.seen(lane.bars)
    rows = rows_of([sheet.ends(bar) for bar in bars], gap=-0.5)
    each = column.width / max(how_many(rows), 1)
    for bar, row in zip(bars, rows, strict=True):
        alone = not any(bar.meets(other) for other in bars if other is not bar)
        width = column.width if alone else each - 4
        _bar(sheet, bar, column.left + (0 if alone else row * each), width)
    _plans(sheet, lane, column)
    _points(sheet, lane, column)


def _points(sheet: Sheet, lane: Lane, column: Column) -> None:
    """Single days: a dot, and as much of its words as the column holds; none covers another."""
    free = TOP
    for point in sheet.picture.seen(lane.points):
        y = sheet.y(point.start)
        sheet.over.append(dot(column.left, y, 5, fill=INK, stroke="#fff", stroke_width=2, hint=point.label))
        line = max(y + 5, free)
        words = shortened(point.label, column.width + PLAN_WIDTH - 12, 13)
        sheet.over.append(halo(column.left + 9, line, words, 13, "#fff"))
        free = line + 15


def _lane_name(sheet: Sheet, lane: Lane, column: Column) -> None:
    wide = column.width + PLAN_WIDTH
    y = 18.0
    for line in lines_of(lane.name, wide, 16, 2):
        sheet.marks.append(text(column.left, y, line, 16, font_weight=700))
        y += 18
    for line in lines_of(lane.note, wide, 14, 2):
        sheet.marks.append(text(column.left, y, line, 14, fill=QUIET))
        y += 16


def _bar(sheet: Sheet, bar: Span, x: float, width: float) -> None:
    top, bottom = sheet.ends(bar)
    fill = "#fff" if bar.holds(sheet.picture.today) else PAST
    height = max(bottom - top, 3)
    sheet.marks.append(rect(x, top, width, height, fill=fill, stroke=FRAME, stroke_width=1.5, hint=bar.label))
    if bar.until is None:
        edge = f"M{x + 1:.1f} {bottom:.1f}h{width - 2:.1f}"
        sheet.marks.append(path(edge, stroke="#fff", stroke_width=3, stroke_dasharray="5 4"))
    sheet.over += _bar_words(bar.label, x, top, width, height, fill)


def _bar_words(words: str, x: float, top: float, width: float, height: float, fill: str) -> list[Mark]:
    """Across the bar where they fit, otherwise down the bar, otherwise cut short."""
    most = int((height - 6) // 17)
    across = fold(words, width - 12, 14, most)
    if across:
        return [halo(x + 7, top + 18 + 17 * i, line, 14, fill) for i, line in enumerate(across)]
    if width >= 18 and width_of(words, 14) + 14 <= height:
        turned = {
            "transform": f"translate({x + width / 2 - 5:.1f} {top + 8:.1f}) rotate(90)",
            "font-size": 14,
        }
        return [Mark("text", turned, words)]
    return [halo(x + 7, top + 18, shortened(words, width - 10, 14), 14, fill)] if most else []


def _plans(sheet: Sheet, lane: Lane, column: Column) -> None:
    plans = sheet.picture.seen(lane.plans)
    rows = rows_of([sheet.ends(plan) for plan in plans], gap=-0.5)
    for plan, row in zip(plans, rows, strict=True):
        top, bottom = sheet.ends(plan)
        x = column.plans_at + min(row, 1) * 11
        outline = f"M{x:.1f} {top + 2:.1f}h7V{bottom - 2:.1f}" + ("h-7" if plan.until is not None else "")
        sheet.marks.append(path(outline, fill="none", stroke="#fff", stroke_width=5))
        sheet.marks.append(path(outline, fill="none", stroke=INK, stroke_width=2))
        if bottom - top > 100 and how_many(rows) == 1:
            sheet.marks += _sideways(x + 19, (top + bottom) / 2, "plan in force")


def _sideways(x: float, y: float, words: str) -> list[Mark]:
    plate = rect(x - 10, y - 46, 14, 92, fill="#fff")
    place = {
        "transform": f"translate({x - 7:.1f} {y:.1f}) rotate(90)",
        "font-size": 14,
        "text-anchor": "middle",
    }
    return [plate, Mark("text", place, words)]


def _today(sheet: Sheet) -> None:
    y = sheet.y(sheet.picture.today)
    sheet.marks.append(path(f"M0 {y:.1f}H{WIDTH}", stroke=INK, stroke_width=3))
    sheet.marks.append(rect(0, y - 11, 46, 22, fill=INK))
    sheet.marks.append(text(23, y + 5, "Today", 14, fill="#fff", text_anchor="middle"))
