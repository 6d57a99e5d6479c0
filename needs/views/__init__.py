"""Views besides the matrix: gaps, services, places, terms, rates, completeness, the review's table.

Each view is a few tables (`block.Block`). A table is made of lines; its figures, the list behind a figure and
the export all come from the same lines.
"""
