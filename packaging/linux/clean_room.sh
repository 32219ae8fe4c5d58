#!/bin/sh
# clean_room.sh SUITE DEB: installs the .deb in a fresh Debian of that suite, runs it as a person would, upgrades over
# it, purges it, and looks that nothing is left. Needs root and debootstrap.
set -eu
suite=$1 deb=$2
project=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
root="$project/build/clean-$suite"
step() { printf 'clean room %s: %s\n' "$suite" "$*" >&2; }
leave() {
    umount "$root/proc" "$root/dev" 2>/dev/null || true
    rm -rf --one-file-system "$root"
}
leave
trap leave EXIT INT TERM
"$project/packaging/linux/root.sh" "$suite" "$root"
mkdir -p "$root/proc" "$root/dev"
mount --bind /proc "$root/proc"
mount --bind /dev "$root/dev"
cp "$deb" "$root/tmp/dialtone.deb"
inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 chroot "$root" "$@"; }
quietly() { inside "$@" >"$root.log" 2>&1 || { tail -15 "$root.log" >&2; exit 1; }; }
# shellcheck disable=SC2016 # dpkg-query fills it in
packages() { inside dpkg-query -W -f '${Package}\n' | sort; }
files() { (cd "$root" && find usr opt etc var/lib home -xdev \( -path var/lib/apt -o -path var/lib/dpkg \) -prune -o -print | LC_ALL=C sort); }

quietly apt-get update -qq
files >"$root.before"
packages >"$root.packages"
quietly apt-get install -y --no-install-recommends /tmp/dialtone.deb
step "installed"
quietly useradd -m person
as_person() { inside setpriv --reuid=person --regid=person --clear-groups --inh-caps=-all env HOME=/home/person PATH=/usr/bin:/bin "$@"; }
as_person dialtone --self-test >"$root.log" 2>&1 || { cat "$root.log" >&2; exit 1; }
step "tests itself: $(grep -c : "$root.log") lines"
code=0
unshare -n chroot "$root" setpriv --reuid=person --regid=person --clear-groups --inh-caps=-all \
    env -i HOME=/home/person PATH=/usr/bin:/bin dialtone check --json >"$root.check" 2>/dev/null || code=$?
[ "$code" = 3 ] && grep -q '"offline"' "$root.check" || { step "a check without a network gave $code"; exit 1; }
step "a check without a network says offline"
code=0
unshare -n chroot "$root" setpriv --reuid=person --regid=person --clear-groups --inh-caps=-all \
    env -i HOME=/home/person PATH=/usr/bin:/bin LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen DISPLAY=:0 timeout 5 dialtone >"$root.log" 2>&1 || code=$?
[ "$code" = 124 ] && [ ! -s "$root.log" ] || { step "the window ended with $code: $(cat "$root.log")"; exit 1; }
step "the window opens and stays"
quietly apt-get install -y --reinstall /tmp/dialtone.deb
as_person dialtone --version >/dev/null
step "installed over itself"
quietly userdel -r person
quietly apt-get purge -y dialtone
quietly apt-get autoremove --purge -y
packages >"$root.packages-after"
left=$(comm -13 "$root.packages" "$root.packages-after")
[ -z "$left" ] || { step "packages left: $left"; exit 1; }
files >"$root.after"
left=$(comm -13 "$root.before" "$root.after" | grep -i dialtone || true)
[ -z "$left" ] || { step "files left: $left"; exit 1; }
step "purged; nothing of it is left"
rm -f "$root".*
