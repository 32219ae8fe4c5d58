"""A program of the client through which its own connections to port 443 pass: it swallows those that name some hosts.

Usage: own_agent.py NAME...  As agents of companies and tools against blocks do, it has packets marked and routed to an
adapter of its own, reads them, and sends them on. What it swallows has left, as far as the system knows (IPv4 only).
Its text is handed to the client's Python: the lab's own files cannot be seen there.
"""

import fcntl
import os
import socket
import struct
import subprocess
import sys

ADAPTER, MARK, PASSED_MARK, TABLE = "agent0", 7, 8, 77
SET_ADAPTER, IS_TUN_WITHOUT_HEADER = 0x400454CA, 0x1001  # TUNSETIFF; IFF_TUN | IFF_NO_PI (linux/if_tun.h)
SET_UP = f"""
ip link set {ADAPTER} up
ip -4 route add default dev {ADAPTER} table {TABLE}
ip -4 rule add fwmark {MARK} table {TABLE}
nft add table ip agent
nft 'add chain ip agent way {{ type route hook output priority -150; }}'
nft 'add rule ip agent way oif eth0 tcp dport 443 meta mark != {PASSED_MARK} meta mark set {MARK}'
"""


def pass_on(names: list[bytes]) -> None:
    """Send on for ever what does not contain one of these names."""
    device = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(device, SET_ADAPTER, struct.pack("16sH22x", ADAPTER.encode(), IS_TUN_WITHOUT_HEADER))
    subprocess.run(["sh", "-ec", SET_UP], check=True)
    out = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
    out.setsockopt(socket.SOL_SOCKET, socket.SO_MARK, PASSED_MARK)
    while packet := os.read(device, 65_536):
        if packet[0] >> 4 == 4 and not any(name in packet for name in names):
            out.sendto(packet, (socket.inet_ntoa(packet[16:20]), 0))


if __name__ == "__main__":
    pass_on([name.encode() for name in sys.argv[1:]])
