"""How often and how severe: published figures as a file that another authority can read beside its own.

Serves the review's recommendation g (seeds/001, 3.1 g). The format: docs/benchmark-extract.md.
"""
