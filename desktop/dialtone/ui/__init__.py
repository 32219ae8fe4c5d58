"""The user interface. PySide6 is used here and nowhere else."""
