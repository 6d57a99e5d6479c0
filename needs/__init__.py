"""Needs: what the forms say together, counted from a read model that can be made again at any time.

The needs data matrix (Engaging the Fair Access Panel; Appendix D on profiling): how many, where, who, in
which contexts, what was tried, what is missing. `gathering` turns one form into countable facts,
`reading_core` and `writing_core` keep the read model, `matrix` counts, `suppression` hides small numbers,
`gaps` says what is missing.
"""
