"""Dialtone: says whether a messenger works here, and if not, why."""

__version__ = "0.2.0"

INSTALL_WINDOW = 'pip install "dialtone-desktop[window]"'
"""What installs the window, where the command line was installed alone."""
APPLICATION_ID = "app.dialtone.Dialtone"
"""The program's name for desktops, stores and sandboxes; packages read it here. It begins with a reversed domain, whose
owner a store verifies: to publish under another domain, change this line and nothing else."""

CHECKER = "--check-for-window"
"""The argument with which the window starts the process that checks. The request comes on standard input."""

PICTURE_READER = "--read-picture-for-window"
"""The argument of the process that reads the QR codes in a picture, which comes on standard input."""

FINGERPRINTER = "--fingerprint-for-window"
"""The argument of the process that computes the fingerprint of a network, whose mark comes on standard input."""
