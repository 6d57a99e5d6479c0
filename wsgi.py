"""What a web server and the `flask` command start from."""

from __future__ import annotations

from portal import create_app

app = create_app()
