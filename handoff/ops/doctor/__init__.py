"""`python -m handoff doctor`: is every part in order, and if not, how to mend it."""
