#!/bin/sh
# fresh.sh 12|13 [ARGUMENTS]: a bare Debian of that release, with Python, pip and git alone, in which a clean clone runs
# the two commands of the README's start: `./dev run` and `./dev test`. What is not committed is not in it. Needs root
# and debootstrap. In 13 all that a test can need is installed, so that none is skipped for want of a program, and the tests
# run as in continuous integration. The root itself is kept in build/roots; what the two commands install is not. ARGUMENTS go to pytest.
set -eu
project=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
step() { printf 'fresh: %s\n' "$*" >&2; }
stop() {
    step "$*"
    exit 1
}

case ${1:-} in
12) suite=bookworm ;;
13) suite=trixie CI="${CI:-true}" ;;
*) stop "which Debian: 12 or 13" ;;
esac
[ -z "${DIALTONE_FRESH:-}" ] || stop "this is a fresh root already"
[ "$(id -u)" = 0 ] || stop "needs root"

release=$1 folder="$project/build/fresh-$1"
inside() {
    env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DIALTONE_FRESH="$release" \
        PIP_CERT=/etc/ssl/certs/ca-certificates.crt ${CI:+CI="$CI"} "$@"
}
# The second half: every mount below belongs to this copy of the mounts, and goes with its last process.
if [ -n "${FRESH_MOUNTS:-}" ]; then
    mount --bind "$folder" "$folder" # `ip netns` looks for a mount at /
    mount -t proc proc "$folder/proc"
    mount --rbind /sys "$folder/sys"
    mount --rbind /dev "$folder/dev"
    step "Debian $(cat "$folder/etc/debian_version"), $(inside chroot "$folder" python3 --version)"
    inside chroot "$folder" /root/dialtone/dev run --version # sets up; a check would leave this computer
    code=0
    inside unshare --net chroot "$folder" /root/dialtone/dev run >"$folder/tmp/said" || code=$?
    cat "$folder/tmp/said" >&2
    [ "$code" = 3 ] || stop "./dev run without a network ended with $code, not with 3"
    step "./dev run checked; without a network it says so"
    shift
    inside chroot "$folder" /root/dialtone/dev test "$@" || stop "./dev test ended with $?"
    step "./dev test is green on Debian $release"
    exit 0
fi

leave() { rm -rf --one-file-system "$folder"; }
leave
trap leave EXIT
trap 'exit 130' INT TERM
"$project/packaging/linux/root.sh" "$suite" "$folder" ca-certificates,git,python3,python3-pip
git -c safe.directory='*' clone --quiet --no-hardlinks "$project" "$folder/root/dialtone" ||
    stop "the project could not be cloned"
FRESH_MOUNTS=own unshare --mount --propagation private --pid --fork --kill-child "$0" "$@"
