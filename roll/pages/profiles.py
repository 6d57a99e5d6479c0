"""Column profiles, made by pointing at columns: by their heading and kind of value, never by a value."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from foundation.access.lists import names_of
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor, session
from roll import profiles, sample, saved_profiles, settings_core
from roll.models import ColumnProfile
from roll.pages.blueprints import settings_pages as pages
from roll.profiles import Profile
from roll.tables import UnreadableFile

SEEN_BY = (Permission.IMPORT_ROLLS, Permission.READ_REJECTED_ROWS)
NEW_WORDS = 3


@pages.page("/rolls/profiles", needs=SEEN_BY)
def column_profiles() -> Any:
    """Every profile, and the form for a new one."""
    return _list(Reading(request.form))


@pages.page("/rolls/profiles", needs=Permission.IMPORT_ROLLS, methods=("POST",))
def new_profile() -> Any:
    """Begin a profile: point at a file, or copy one that there is."""
    form = Reading(request.form)
    name = form.text("name", "a name", required=True, longest=40)
    after = form.choice("after", "a profile", saved_profiles.offered(), required=False)
    file = request.files.get("file")
    found = _taken(form, "file") if file and file.filename else None
    if not after and not (file and file.filename):
        form.refuse("file", "Choose a file to point at, or a profile to copy")
    if not form.errors:
        try:
            row = saved_profiles.begin(current_actor(), name, after=after)
        except ValueError as wrong:
            form.refuse("name", str(wrong))
    if form.errors:
        return _list(form), 422
    if found:
        saved_profiles.point_at(row, *found)
    return redirect(url_for("roll_settings.column_profile", profile=row.public_id))


@pages.page("/rolls/profiles/<profile>", needs=Permission.IMPORT_ROLLS, opens=ColumnProfile)
def column_profile(profile: ColumnProfile) -> Any:
    """One profile: which column is which, how days are written, what the words of the status mean."""
    return _page(profile, saved_profiles.drafted(profile), {})


@pages.page(
    "/rolls/profiles/<profile>", needs=Permission.IMPORT_ROLLS, opens=ColumnProfile, methods=("POST",)
)
def change_profile(profile: ColumnProfile) -> Any:
    """Check what was chosen against the sample, or save it as the next version."""
    form = Reading(request.form)
    chosen = _chosen(profile, form)
    if form.errors:
        return _page(profile, chosen, form.errors), 422
    saved_profiles.change(current_actor(), profile, chosen)
    if request.form.get("do") != "save":
        return redirect(url_for("roll_settings.column_profile", profile=profile.public_id, checked="yes"))
    wrong = profiles.problems(chosen)
    if wrong:
        return _page(profile, chosen, {f"col-{name}": words for name, words in wrong.items()}), 422
    saved_profiles.save(current_actor(), profile, chosen)
    flash(
        f"The profile {profile.name} is saved as version {profile.version}. It can be chosen now.", "success"
    )
    return redirect(url_for("roll_settings.column_profiles"))


@pages.page(
    "/rolls/profiles/<profile>/file", needs=Permission.IMPORT_ROLLS, opens=ColumnProfile, methods=("POST",)
)
def point_profile(profile: ColumnProfile) -> Any:
    """Point at another file."""
    form = Reading(request.form)
    found = _taken(form, "file")
    if found is None:
        return _page(profile, saved_profiles.drafted(profile), form.errors), 422
    saved_profiles.point_at(profile, *found)
    return redirect(url_for("roll_settings.column_profile", profile=profile.public_id))


@pages.page(
    "/rolls/profiles/<profile>/retire", needs=Permission.IMPORT_ROLLS, opens=ColumnProfile, methods=("POST",)
)
def retire_profile(profile: ColumnProfile) -> Any:
    """Offer a profile no longer."""
    if profile.status == "retired":
        abort(409)
    saved_profiles.retire(current_actor(), profile)
    flash(f"The profile {profile.name} is no longer offered. Runs that used it keep it.", "success")
    return redirect(url_for("roll_settings.column_profiles"))


@pages.page(
    "/rolls/profiles/<profile>/sample",
    needs=Permission.READ_REJECTED_ROWS,
    opens=ColumnProfile,
    kind="export",
)
def profile_sample(profile: ColumnProfile) -> Any:
    """The first lines of the sample: for the education safeguarding officer, to see that columns are right.

    None of it for an officer who is barred from any child: that one may be in it.
    """
    lines = sample.lines_of(profile)[: sample.SHOWN]
    if not lines or current_actor().barred:
        abort(404)
    return render_template(
        "roll/profile_sample.html", profile=profile, lines=lines, said=saved_profiles.drafted(profile)
    )


def _taken(form: Reading, name: str) -> tuple[list[str], bytes] | None:
    file = request.files.get(name)
    if file is None or not file.filename:
        form.refuse(name, "Choose a file")
        return None
    try:
        return sample.take(file.read(), file.filename)
    except UnreadableFile as unreadable:
        form.refuse(name, unreadable.reason)
        return None


def _chosen(row: ColumnProfile, form: Reading) -> Profile:
    """What the form says, as far as it says anything that can be meant."""
    columns = {column: form.text(f"col-{column}", "a heading", longest=200) for column in profiles.COLUMNS}
    pairs = [
        (profiles.status_key(form.text(f"word-{n}", "a word", longest=profiles.LONGEST_STATUS)), means)
        for n in range(200)
        if (means := form.known(f"means-{n}", profiles.STATUS_MEANINGS))
    ]
    return dataclasses.replace(
        saved_profiles.drafted(row),
        title=form.text("title", "a title", longest=60),
        columns={column: heading for column, heading in columns.items() if heading},
        dates=form.known("dates", profiles.DATES) or "either",
        setting_by=form.known("setting_by", profiles.SETTING_BY) or "urn",
        blank_status=form.known("blank_status", profiles.STATUS_MEANINGS),
        statuses={word: means for word, means in pairs if word},
    )


def _page(row: ColumnProfile, chosen: Profile, errors: Mapping[str, str]) -> str:
    lines = sample.lines_of(row)
    there = sample.status_words(chosen, row.headings, lines)
    keys = {profiles.status_key(word) for word in there}
    others = [word for word in chosen.statuses if word not in keys]
    numbers = settings_core.dfe_numbers(session().connection()) if chosen.setting_by == "dfe" else {}
    checking = lines and (request.args.get("checked") or errors)
    return render_template(
        "roll/profile.html",
        profile=row,
        chosen=chosen,
        sample_lines=len(lines),
        shapes=sample.shapes(row.headings, lines),
        checked=sample.checked(chosen, row.headings, lines, numbers) if checking else {},
        words=[(word, chosen.statuses.get(profiles.status_key(word), "")) for word in there],
        other_words=[(word, chosen.statuses[word]) for word in others],
        new_words=NEW_WORDS,
        columns=profiles.COLUMN_WORDS,
        needed=profiles.NEEDED,
        dates=profiles.DATES,
        setting_by=profiles.SETTING_BY,
        meanings=profiles.STATUS_MEANINGS,
        errors=errors,
        error_list=[{"text": words, "href": f"#{name}"} for name, words in errors.items()],
    )


def _list(form: Reading) -> str:
    own = saved_profiles.everything()
    actor = current_actor()
    return render_template(
        "roll/profiles.html",
        built_in=[profile for name, profile in saved_profiles.offered().items() if name in profiles.BUILT_IN],
        own=own,
        copies={name: profile.title or name for name, profile in saved_profiles.offered().items()},
        by=names_of({row.changed_by_id for row in own if row.changed_by_id}),
        may_change=actor.may(Permission.IMPORT_ROLLS),
        may_see=actor.may(Permission.READ_REJECTED_ROWS) and not actor.barred,
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
