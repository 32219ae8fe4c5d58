#!/bin/sh
# root.sh SUITE FOLDER [PACKAGES]: a small Debian of that suite in FOLDER, unpacked from a copy kept in build/roots.
set -eu
suite=$1 folder=$2 packages=${3:-}
project=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
kept="$project/build/roots/$suite-$(printf '%s' "$packages" | cksum | cut -d' ' -f1).tar"
mkdir -p "$folder" "$project/build/roots"
if [ ! -f "$kept" ]; then
    fresh=$(mktemp -d)
    debootstrap --variant=minbase ${packages:+--include="$packages"} "$suite" "$fresh" "$mirror" >"$fresh.log" 2>&1 ||
        { tail -5 "$fresh.log" >&2; exit 1; }
    rm -rf "$fresh/var/cache/apt/archives"/*.deb
    tar -C "$fresh" -cf "$kept.part" .
    mv "$kept.part" "$kept"
    rm -rf "$fresh" "$fresh.log"
fi
tar -C "$folder" -xf "$kept"
chmod 755 "$folder"
cp /etc/resolv.conf "$folder/etc/resolv.conf"
# What this computer trusts: behind a proxy with a root of its own, downloads need it.
mkdir -p "$folder/etc/ssl/certs"
cp /etc/ssl/certs/ca-certificates.crt "$folder/etc/ssl/certs/ca-certificates.crt"
