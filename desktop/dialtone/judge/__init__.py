"""Judging: observations become evidence, and evidence becomes verdicts. Pure: no I/O, no clock."""
