"""Panels to read: the calendar of the year, who sits on them, quorum, the order of an agenda, minutes."""
