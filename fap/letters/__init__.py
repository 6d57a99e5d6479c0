"""Letters after a decision: drafted, proof-read, printed, and logged once a person sent them."""
