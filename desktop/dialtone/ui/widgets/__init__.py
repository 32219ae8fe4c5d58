"""Widgets that know nothing of messengers."""
