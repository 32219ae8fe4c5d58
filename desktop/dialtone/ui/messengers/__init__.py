"""The list of messengers, and the page of one."""
