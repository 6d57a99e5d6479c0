"""After a decision: the offer, the school's answer, the first weeks, refusals and trials, until it holds."""
