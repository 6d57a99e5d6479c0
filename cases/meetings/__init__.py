"""Meetings about one child: strategy, safety planning, harmful sexual behaviour, panel, transition.

Sources: safeguarding, "Meetings"; the case review's paragraphs 4.33 to 4.44; Appendix L of the MsUnderstood
report. Two children never stand in one meeting's record.
"""
