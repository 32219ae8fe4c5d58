"""Meaning: observations become evidence, evidence becomes verdicts. Pure: no I/O, no clock."""
