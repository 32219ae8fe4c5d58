"""Time: when to check, in what order, within what limits, what changed since last time."""
