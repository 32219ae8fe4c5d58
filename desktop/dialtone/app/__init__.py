"""Dialtone's processes: the window, the process that runs checks for it, and what both load."""
