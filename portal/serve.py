"""`python -m portal.serve`: the embedded server (waitress)."""

from __future__ import annotations

import argparse
import os

from waitress import serve

from portal import create_app


def main() -> None:
    """Serve on HOST and PORT (127.0.0.1:8000), or where the arguments say."""
    said = argparse.ArgumentParser(prog="python -m portal.serve")
    said.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    said.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    at = said.parse_args()
    serve(create_app(), host=at.host, port=at.port, threads=8, ident="", clear_untrusted_proxy_headers=True)


if __name__ == "__main__":
    main()
