"""What the window shows, without widgets: state, presenters, and what they are given."""
