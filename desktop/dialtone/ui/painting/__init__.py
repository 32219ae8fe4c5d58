"""What is painted: colours, icons, glyphs, and the picture to share."""
