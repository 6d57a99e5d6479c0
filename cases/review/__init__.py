"""A contextual review of a case: structured, coded, without names (Appendix C)."""
