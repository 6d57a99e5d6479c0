"""The pages of safety plans, one module for each journey."""

from __future__ import annotations

from typing import Any

from flask import current_app, render_template, request
from werkzeug.exceptions import Forbidden

from safetyplans.actions import NotAllowed
from safetyplans.pages.asking import pages as asking
from safetyplans.pages.assuring import pages as assuring
from safetyplans.pages.documents import pages as documents
from safetyplans.pages.ending import pages as ending
from safetyplans.pages.findings import pages as findings
from safetyplans.pages.helping import pages as helping
from safetyplans.pages.reviewing import pages as reviewing
from safetyplans.pages.starting import pages as starting
from safetyplans.pages.twins import pages as twins
from safetyplans.pages.whole_setting import pages as whole_setting
from safetyplans.pages.writing import pages as writing

BLUEPRINTS = [
    starting,
    writing,
    asking,
    assuring,
    documents,
    ending,
    findings,
    helping,
    reviewing,
    twins,
    whole_setting,
]


def refused(_error: Exception) -> Any:
    """An action that is not this person's to do, although the page is: nothing was written."""
    return current_app.handle_http_exception(Forbidden())


def refuse_files() -> Any:
    """No file goes with a plan, an image or a video least of all: refused unread, with the advice."""
    if request.mimetype == "multipart/form-data" and any(file.filename for file in request.files.values()):
        return render_template("safetyplans/no_files.html"), 422
    return None


for blueprint in BLUEPRINTS:
    blueprint.before_request(refuse_files)
    blueprint.register_error_handler(NotAllowed, refused)
