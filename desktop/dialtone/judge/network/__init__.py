"""The network itself: what the controls did, and the rules about it."""
