"""The processes that Dialtone is: the window, the process that checks for it, and what both load."""
