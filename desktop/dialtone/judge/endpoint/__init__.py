"""One endpoint: the observations that its rules may use."""
