"""One short form on a page of its own."""

from __future__ import annotations

from typing import Any

from flask import render_template

from fap.asking import Asked


def asked_page(
    asked: Asked, heading: str, *, back: str, button: str = "", caption: str = "", facts: Any = ()
) -> Any:
    """The form as it was filled in, with status 422 while something is wrong. `button`: else the heading."""
    page = render_template(
        "fap/step.html",
        asked=asked,
        heading=heading,
        caption=caption,
        button=button or heading,
        facts=facts,
        back_href=back,
        error_list=asked.error_list,
    )
    return page, 422 if asked.error_list else 200
