"""The computer itself: installed apps, VPN and proxy, one file per operating system."""
