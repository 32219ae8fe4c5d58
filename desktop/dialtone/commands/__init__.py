"""What a person types: one module per command, and how their output is written."""
