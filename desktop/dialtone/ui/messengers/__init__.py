"""The list of messengers, and the page of a single one."""
