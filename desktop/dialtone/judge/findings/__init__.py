"""The findings and what may explain them: one table for each layer. Their overall order: `rules.py`."""
