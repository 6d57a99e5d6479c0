"""Where two children must not meet unprepared: the sweep, its alerts, what is told to settings, the
placement check.

Source: transitions (the review's 1.1 d, 2.28 q-s, 3.1 d: an alert system held by the authority).
"""
