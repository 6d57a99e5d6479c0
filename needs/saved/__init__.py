"""Questions to the matrix that people keep, under a name, for themselves or for everybody who reads it."""
