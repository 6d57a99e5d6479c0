"""6. The school-day grid, the heart of the plan: every row answered, or not relevant because."""

from __future__ import annotations

from foundation.questions import (
    Choice,
    DateKind,
    Grid,
    GridRow,
    Line,
    LongText,
    Option,
    Section,
    TimeKind,
)

OFTEN = (
    Option("every_time", "Every time"),
    Option("daily", "Every day"),
    Option("weekly", "Every week"),
    Option("other", "Other"),
)

APART = (
    Option("place", "In different places"),
    Option("time", "In the same place at different times"),
    Option("watched", "Both may be here, with an adult between them"),
    Option("away", "This child does not go here"),
)

_PLACES: tuple[tuple[str, str, str], ...] = (
    ("Before school", "journey_in", "Journey in"),
    ("Before school", "arrival", "Arrival"),
    ("Before school", "registration", "Registration"),
    ("Lessons", "shared_lessons", "Each shared lesson (from the timetable)"),
    ("Lessons", "cover_lessons", "Cover lessons"),
    ("Lessons", "pe", "Changing for PE and swimming"),
    ("Lessons", "exams", "Exams"),
    ("Lessons", "intervention", "Intervention room or alternative provision"),
    ("Around the building", "corridors", "Corridors"),
    ("Around the building", "leaving_room", "Leaving the room"),
    ("Around the building", "toilets", "Toilets"),
    ("Around the building", "break", "Break"),
    ("Around the building", "lunch", "Lunch"),
    ("Around the building", "quiet_places", "Library, quiet rooms, blind spots"),
    ("Around the building", "outdoors", "Outdoors"),
    ("Beyond the timetable", "clubs", "Clubs"),
    ("Beyond the timetable", "work_experience", "Work experience"),
    ("Beyond the timetable", "trips", "Trips and residentials"),
    ("Beyond the timetable", "events", "Events"),
    ("After school", "going_home", "Going home"),
    ("After school", "transport", "Transport (school and public)"),
    ("After school", "online", "Online and group chats"),
    ("After school", "outside_contact", "Contact outside school"),
)

GRID = Grid(
    "school_day",
    "The school day",
    rows=tuple(GridRow(key, title, group=group) for group, key, title in _PLACES),
    columns=(
        LongText("risk", "Risk", rows=2, required="say what the risk is"),
        LongText("control", "What is done about it", rows=2, required="say what is done about it"),
        Line("adult", "Responsible adult", required="name the responsible adult"),
        DateKind("from_when", "From when", required="say from when"),
        Choice("checked", "Checked how often", choices=OFTEN, required="say how often it is checked"),
        Line("where", "Room, door or place this child uses", hint="As staff call it: Block A toilets."),
        TimeKind("at_time", "At what time"),
        Choice("apart", "How this child and the other child are kept apart here", choices=APART),
        LongText("child_does", "What the child does", rows=2, hint="So that the child can read it."),
    ),
    skippable=True,
    as_table=True,
    hint="Write what is done for this child, not where another one is: the family’s copy holds it too. "
    "You can sign with gaps; they stay marked until they are filled.",
    required="say what is done, or why it is not relevant",
)

SCHOOL_DAY = Section(
    "school_day",
    "The school day",
    contents=(GRID,),
    hint="23 places and times, each with a risk, a control and an adult",
    part="6",
    advice=(
        (
            "Room and time",
            "Say which room or door this child uses and when. The portal compares it with the plan of the "
            "other child, and tells you when both are sent to the same place at the same time.",
        ),
    ),
)
