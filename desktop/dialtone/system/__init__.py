"""The computer itself: installed apps, VPN and proxy, one file per operating system.

What cannot be read counts as missing, without an exception. Only autostart.py raises one: `AutostartError`.
"""
