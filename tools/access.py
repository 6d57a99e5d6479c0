"""Write docs/access.md from the access table: `python tools/access.py`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.contracts import access_document


def main() -> None:
    """Write the page, and say how large the table is."""
    access_document.PATH.write_text(access_document.document(), encoding="utf-8")
    print(access_document.size())


if __name__ == "__main__":
    main()
