"""Facts by which a check that still runs is led: what looks doubtful and needs a probe, and what is certain by now."""
