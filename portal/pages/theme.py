"""The authority's colour as a style sheet of its own."""

from __future__ import annotations

from flask import Response

from foundation.access.pages import Pages
from portal.decided import COLOUR
from portal.theme import theme_css

pages = Pages("theme", __name__)


@pages.page("/theme.css", public=True)
def css() -> Response:
    """The custom properties that follow from the authority's colour."""
    return Response(theme_css(COLOUR.value()), mimetype="text/css")
