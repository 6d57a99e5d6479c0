"""Administration: accounts and roles, the state of imports and of the outbox. No case content.

What this package may import is a contract: foundation, and of the roll only settings and import runs.
"""
