"""One endpoint: what its rules may look at, and the rules by layer."""
