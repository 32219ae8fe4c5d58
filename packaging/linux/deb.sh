#!/bin/sh
# deb.sh BUILT OUT: a .deb of the tree that build.sh laid out. XZ_LEVEL=1: larger by an eighth, in a quarter of the time.
set -eu
built=$1 out=$2
project=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$project/desktop/dialtone/__init__.py")
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git -C "$project" log -1 --format=%ct 2>/dev/null || echo 1767225600)}"
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root="$work/dialtone"
mkdir -p "$root/DEBIAN" "$root/usr/share/doc/dialtone" "$root/usr/share/lintian/overrides"
cp -a "$built/tree/usr" "$root/"
publisher="$project/packaging/publisher.py"
maintainer=$(python3 "$publisher" maintainer)
home_page=$(python3 "$publisher" home_page)
python3 "$publisher" --fill <"$project/packaging/linux/copyright" >"$root/usr/share/doc/dialtone/copyright"
printf 'dialtone (%s) stable; urgency=medium\n\n  * See the changelog of the project.\n\n -- %s  %s\n' \
    "$version" "$maintainer" "$(date -R -u -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$root/usr/share/doc/dialtone/changelog.gz"
# A program that brings Qt along has Qt in it, and Qt's libraries are built as Qt builds them.
cat >"$root/usr/share/lintian/overrides/dialtone" <<'END'
dialtone: embedded-library *
dialtone: library-not-linked-against-libc *
dialtone: hardening-no-pie *
dialtone: shared-library-lacks-prerequisites *
END
cat >"$root/DEBIAN/control" <<END
Package: dialtone
Version: $version
Section: net
Priority: optional
Architecture: amd64
Maintainer: $maintainer
Installed-Size: $(du -k -s --apparent-size "$root/usr" | cut -f1)
Depends: $(cat "$built/depends"), libwayland-cursor0, libwayland-egl1, hicolor-icon-theme, shared-mime-info
Recommends: ca-certificates, xdg-desktop-portal
${home_page:+Homepage: $home_page
}Description: see which messengers work on this network, and why others do not
 Dialtone finds the messengers installed on this computer and tests the servers
 of each the way the app itself reaches them. It says in plain words what
 works, what does not, why, how sure it is, and what can help.
END
(cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$root" -newermt "@$SOURCE_DATE_EPOCH" -print0 | xargs -0r touch -h -d "@$SOURCE_DATE_EPOCH"
mkdir -p "$out"
dpkg-deb --root-owner-group -Zxz "-z${XZ_LEVEL:-6}" --build "$root" "$out/dialtone_${version}_amd64.deb" >&2
