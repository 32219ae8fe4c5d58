"""Painting: colours, icons, glyphs, and the picture to share."""
