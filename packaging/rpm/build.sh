#!/bin/sh
# build.sh BUILT OUT: an .rpm of the tree that packaging/linux/build.sh laid out; installs, runs and removes it in a root.
set -eu
built=$(readlink -f "$1") out=$2
project=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$project/desktop/dialtone/__init__.py")
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git -C "$project" log -1 --format=%ct 2>/dev/null || echo 1767225600)}"
home_page=$(python3 "$project/packaging/publisher.py" home_page)
application=$(python3 "$project/packaging/publisher.py" application)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What is linked to, but brought along or part of glibc.
bundle="$built/tree/usr/lib/dialtone"
find "$bundle" -name '*.so*' -printf '%f\n' | sort -u >"$work/brought"
needed=$(find "$bundle" -type f \( -name '*.so*' -o -name dialtone \) -exec readelf -d {} + 2>/dev/null |
    sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | grep -vE '^(ld-linux.*|lib(c|dl|m|pthread|resolv|rt|util))\.so' | sort -u |
    comm -23 - "$work/brought" | sed 's/$/()(64bit)/' | paste -sd' ' -)
[ -n "$needed" ] || { echo "rpm: it needs nothing?" >&2; exit 1; }
rpmbuild -bb --quiet --define "_topdir $work" --define "built $built/tree" --define "app_version $version" --define "needed $needed" \
    --define "application $application" \
    ${home_page:+--define "home_page $home_page"} \
    --define "_binary_payload w${XZ_LEVEL:-6}.xzdio" "$project/packaging/rpm/dialtone.spec" >"$work/log" 2>&1 || { tail -20 "$work/log" >&2; exit 1; }
mkdir -p "$out"
cp "$work"/RPMS/x86_64/*.rpm "$out/"
rpm -qp --requires "$out/dialtone-$version-1.x86_64.rpm" | grep -q '^libX11.so.6()(64bit)' || { echo "rpm: it asks for nothing" >&2; exit 1; }
mkdir -p "$work/root"
rpm --root "$work/root" --initdb
rpm --root "$work/root" -i --nodeps --noscripts "$out/dialtone-$version-1.x86_64.rpm"
"$work/root/usr/lib/dialtone/dialtone" --self-test >"$work/log"
echo "rpm: installed in a root, tests itself: $(grep -c : "$work/log") lines" >&2
rpm --root "$work/root" -e dialtone
left=$(find "$work/root/usr" -type f 2>/dev/null | head -3)
[ -z "$left" ] || { echo "rpm: left behind: $left" >&2; exit 1; }
echo "rpm: removed; nothing of it is left" >&2
