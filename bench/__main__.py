"""`make bench`: every benchmark; `python -m bench nightly` (pages, identity) for one of them.

Each prints its machine, its seed, and its figures beside a comparison made in the same run. Read the ratios.
"""

from __future__ import annotations

import sys
from importlib import import_module

PARTS = ("nightly", "identity", "pages", "saving", "desk", "needs", "pack")


def main(arguments: list[str]) -> int:
    """Run what was asked for, or all; 1 where a goal was missed."""
    asked, rest = (arguments[:1], arguments[1:]) if arguments[:1] and arguments[0] in PARTS else (PARTS, [])
    if arguments and not rest and arguments[0] not in PARTS and not arguments[0].startswith("-"):
        sys.exit(f"choose one of {', '.join(PARTS)}")
    missed = 0
    for name in asked:
        print(f"== {name} ==\n", flush=True)
        missed |= import_module(f"bench.{name}").main(rest) or 0
        print()
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
