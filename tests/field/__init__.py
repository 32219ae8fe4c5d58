"""What real servers answer on an open line: recorded by a person before a release, held against catalogue and lab."""
