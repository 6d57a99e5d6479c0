"""The coordinator's desk: what it finds and sorts, what it shows, the facts kept for it, its own news."""
