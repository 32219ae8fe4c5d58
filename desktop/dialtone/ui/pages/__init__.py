"""Pages made of data alone, and the stack that shows one page at a time."""
