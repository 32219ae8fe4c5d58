"""The other pages of the window, and the stack that shows one at a time."""
