"""What the wires have in common: which begin with TLS."""

from dialtone.model.vocabulary import Wire

SECURED = frozenset(
    {
        Wire.TLS,
        Wire.HTTPS,
        Wire.WEBSOCKET,
        Wire.WHATSAPP_WEBSOCKET,
        Wire.MTPROTO_WEBSOCKET,
        Wire.IMAP,
        Wire.SMTP,
        Wire.STUN_TLS,
    }
)
"""Wires whose first message is TLS's, with the name of the server in it."""
