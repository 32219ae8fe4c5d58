"""The computer itself: installed apps, VPN and proxy, one file per operating system.

Anything unreadable counts as missing, without an exception. Only autostart.py raises one: `TroubleError`.
"""
