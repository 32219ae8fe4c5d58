#!/bin/sh
# test.sh APPIMAGE: runs it by FUSE where there is one, and by unpacking.
set -eu
file=$(readlink -f "$1")
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
here() { env -i PATH=/usr/bin:/bin HOME="$home" TMPDIR="$home" LC_ALL=C.UTF-8 "$@"; }
if [ -e /dev/fuse ]; then
    here "$file" --self-test >"$home/log" || { cat "$home/log" >&2; exit 1; }
    echo "appimage: by FUSE: $(grep -c : "$home/log") lines" >&2
else
    echo "appimage: no FUSE here" >&2
fi
here "$file" --appimage-extract-and-run --self-test >"$home/log" || { cat "$home/log" >&2; exit 1; }
echo "appimage: unpacked: $(grep -c : "$home/log") lines" >&2
sleep 1
left=$(find "$home" -name '.mount_*' | head -1)
[ -z "$left" ] || { echo "appimage: left behind: $left" >&2; exit 1; }
