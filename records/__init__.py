"""Records: who looked at what, for the data protection officer. No case content.

Source: safeguarding, "Who they are": the data protection officer reads the access log; content only within
an open subject-access or retention task.
"""
