"""The other pages of the window, and the stack that shows one of them at a time."""
