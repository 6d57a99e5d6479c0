"""The access table of identity decisions."""

TABLE = """
roll.take_back                POST 422     identity      officer
"""
