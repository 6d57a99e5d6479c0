"""The pack of a meeting: one PDF for each reader, and the summary for those who need not know the child."""
