"""What is found, and what may be behind it: one table for each layer. The order of all of them: `rules.py`."""
