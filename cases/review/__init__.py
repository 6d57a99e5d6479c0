"""A contextual review of one case, open or closed: structured, coded, without names (Appendix C).

It asks where harm and safety lay, and whether the response reached those places.
"""
