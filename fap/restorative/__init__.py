"""Restorative work: considered, chosen freely by each child, agreed, and stopped when one of them says so."""
