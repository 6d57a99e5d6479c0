"""Places of schools by year group: read from files, stored with their day, shown with their age."""

from __future__ import annotations
