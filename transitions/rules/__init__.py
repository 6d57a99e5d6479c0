"""What must raise an alert: pure rules over plain values, without a database and without a request.

Each rule answers with findings for *everything that stands*, and says of each whether it raises; what has
become history still stands, so that a sweep can tell it from what was corrected away.
"""
