#!/bin/sh
# depends.sh TREE: prints what the bundle in TREE links to, as Debian packages, in one line. Needs dpkg-shlibdeps (dpkg-dev).
# What the bundle brings along is not asked for. Without bounds on versions, but glibc's: they would shut out Ubuntu 22.04, which has what is needed.
set -eu
bundle="$(readlink -f "$1")/usr/lib/dialtone"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/debian"
printf 'Source: dialtone\nMaintainer: x <x@x>\n\nPackage: dialtone\nArchitecture: any\nDescription: x\n' >"$work/debian/control"
cd "$work"
folders=$(find "$bundle" -name '*.so*' -printf '-l%h\n' | sort -u | tr '\n' ' ')
# Lists of words, both.
# shellcheck disable=SC2046,SC2086
dpkg-shlibdeps -O --ignore-missing-info --warnings=0 $folders \
    $(find "$bundle" -type f \( -name '*.so*' -o -name dialtone \) ! -name 'libicu*') >said 2>problems ||
    { tail -5 problems >&2; exit 1; }
sed -n 's/^shlibs:Depends=//p' said | sed -E 's/(libc6) \([^)]*\)/\1 (>= 2.35)/; s/ \(>= [0-9]+:[^)]*\)//g' |
    tr ',' '\n' | sed -E 's/^ *//; /^libc6/!s/ \([^)]*\)//' | sort -u >asked
find "$bundle" -name '*.so*' -printf '%f\n' | sort -u >brought
while read -r package bound; do
    dpkg-query -L "$package" | sed 's|.*/||' | grep '\.so' | sort -u >holds
    if [ -z "$(comm -12 holds brought)" ]; then echo "$package${bound:+ $bound}"; fi
done <asked | paste -sd, - | sed 's/,/, /g'
