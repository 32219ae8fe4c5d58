#!/bin/sh
# same.sh A B: are two folders, or two files, the same to the last byte? Prints what differs.
set -eu
[ -e "$1" ] && [ -e "$2" ] || { echo "same: $1 and $2 must be there" >&2; exit 2; }
if diff -r --no-dereference "$1" "$2" >/dev/null; then
    echo "same: $1 and $2 are identical"
else
    diff -rq --no-dereference "$1" "$2" | head -20
    exit 1
fi
