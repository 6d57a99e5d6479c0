"""What a web server and the `flask` command start from."""

from __future__ import annotations

import sys

from portal import create_app
from portal.config import UnsafeConfiguration

try:
    app = create_app()
except UnsafeConfiguration as refused:
    if "doctor" not in sys.argv:
        raise
    from portal import doctor

    app = doctor.instead(refused)
