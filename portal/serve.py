"""`python -m portal.serve`: the embedded server (waitress)."""

from __future__ import annotations

import os

from waitress import serve

from portal import create_app


def main() -> None:
    """Serve on HOST and PORT (127.0.0.1:8000)."""
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    serve(create_app(), host=host, port=port, threads=8, ident="", clear_untrusted_proxy_headers=True)


if __name__ == "__main__":
    main()
