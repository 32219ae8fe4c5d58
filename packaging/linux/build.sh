#!/bin/sh
# build.sh OUT: freezes Dialtone inside a Debian 12, so that it needs no newer glibc than 2.35, and lays out the
# tree that all Linux packages install: OUT/bundle and OUT/tree; and OUT/loose, the program of the AppImage. Needs root
# and debootstrap.
set -eu
out=$1
project=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
root="$project/build/root-bookworm"
packages='python3-venv,libpython3.11,binutils,icu-devtools,ca-certificates,dpkg-dev,xz-utils'
packages="$packages,libegl1,libgl1,libx11-6,libdbus-1-3,libfontconfig1,libfreetype6,libglib2.0-0,libxkbcommon0"
packages="$packages,libxcb-cursor0,libxcb-icccm4,libxcb-keysyms1,libxcb-shape0,libxkbcommon-x11-0,libwayland-cursor0,libwayland-egl1"
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git -C "$project" log -1 --format=%ct 2>/dev/null || echo 1767225600)}"

leave() {
    umount "$root/proc" "$root/dev" 2>/dev/null || true
    rm -rf --one-file-system "$root"
}
leave
trap leave EXIT INT TERM
"$project/packaging/linux/root.sh" bookworm "$root" "$packages"
mkdir -p "$root/proc" "$root/dev"
mount --bind /proc "$root/proc"
mount --bind /dev "$root/dev"

mkdir -p "$root/src"
(cd "$project" && git ls-files -z | tar --null -T - -cf -) | tar -C "$root/src" -xf -
cp "$project/build/requirements.txt" "$root/requirements.txt"
mkdir -p "$root/wheels"
env -u PIP_FIND_LINKS chroot "$root" /bin/sh -eu <<END
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt PIP_CERT=/etc/ssl/certs/ca-certificates.crt
export SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH PYTHONHASHSEED=0 DIALTONE_LOOSE=1 HOME=/root QT_QPA_PLATFORM=offscreen
umask 022
python3 -m venv /venv
/venv/bin/pip install -q --require-hashes --no-deps -r /requirements.txt
cd /src
for texts in resources/languages/*/labels.ts; do /venv/bin/pyside6-lrelease -silent "\$texts" -qm "\${texts%.ts}.qm"; done
/venv/bin/python packaging/icons.py build/icons
/venv/bin/python -m PyInstaller --noconfirm --clean --log-level ERROR --distpath /out --workpath /work build.spec
packaging/linux/icu.sh /out/dialtone
python3 packaging/weight.py /out/dialtone >/weight || { echo "linux: the bundle weighs \$(cat /weight) MB, over its budget" >&2; exit 1; }
/out/dialtone/dialtone --self-test >&2
mkdir /tree
python3 packaging/linux/tree.py /out/dialtone /tree
packaging/linux/depends.sh /tree >/depends
END
rm -rf "$out"
mkdir -p "$out"
cp -a "$root/out/dialtone" "$out/bundle"
cp -a "$root/tree" "$out/tree"
cp "$root/depends" "$out/depends"
cp -p "$root/work/build/dialtone-loose" "$out/loose"
