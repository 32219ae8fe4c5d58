"""Dialtone: says whether a messenger works here, and if not, why."""

__version__ = "0.2.0"

INSTALL_WINDOW = 'pip install "dialtone-desktop[window]"'
"""What installs the window, where the command line was installed alone."""
APPLICATION_ID = "app.dialtone.Dialtone"
"""The name by which desktops, stores and sandboxes know the program; packages read it here. It begins with a domain
turned round, and a store asks who owns that: under another one, this line is changed and nothing else."""

CHECKER = "--check-for-window"
"""The argument with which the window starts the process that checks. Not for people. The request comes by the pipe."""

PICTURE_READER = "--read-picture-for-window"
"""The argument of the process that reads the QR codes of a picture; the picture comes by the pipe."""

FINGERPRINTER = "--fingerprint-for-window"
"""The argument with which the window has the fingerprint of a network made; its mark comes by the pipe."""
