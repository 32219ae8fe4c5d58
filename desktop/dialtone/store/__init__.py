"""The disk: catalogue, wording, settings, saved checks."""
