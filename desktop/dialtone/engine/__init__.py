"""Timing: when to check, in what order, within what limits, and what changed since last time."""
