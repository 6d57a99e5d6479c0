"""Cases: incidents, the children in them, who must be kept apart, and what other agencies told us.

Sources: safeguarding, "A case"; transitions, "Words".
"""
