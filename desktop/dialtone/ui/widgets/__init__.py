"""Widgets that are independent of messengers."""
