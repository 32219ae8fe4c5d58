# shellcheck shell=sh
# Sourced: Wine as the build and the test of the Windows package use it. `wine_prefix FOLDER` makes a prefix there.
project=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
export WINEDEBUG="${WINEDEBUG:--all}"
# No .NET, no browser engine, and colour profiles from our stand-in.
export WINEDLLOVERRIDES='mscoree=;mshtml=;mscms=n;winemenubuilder.exe='

say() { printf 'windows: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

need() { # command, package...
    missing=''
    while [ $# -gt 1 ]; do
        command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
        shift 2
    done
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null 2>&1 || fail "please install:$missing"
    become=''
    if [ "$(id -u)" != 0 ]; then become='sudo'; fi
    say "installing:$missing"
    $become apt-get update -qq
    # shellcheck disable=SC2086
    $become env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >/dev/null
}

# What a package is tried with (stage.sh); asked for before the empty network or the lab's, where nothing can be fetched.
need_stage() {
    need wine wine\ wine64 Xvfb xvfb openbox openbox xdotool xdotool import imagemagick unzip unzip \
        x86_64-w64-mingw32-gcc gcc-mingw-w64-x86-64-win32
}

stop_wine() { wineserver -k 2>/dev/null || true; wineserver -w 2>/dev/null || true; }

# The same each time and everywhere: no time in it, and no address made of the path of the file.
compile() { x86_64-w64-mingw32-gcc -O2 -s -Wl,--no-insert-timestamp -Wl,--disable-auto-image-base "$@"; }

wine_prefix() { # folder
    export WINEPREFIX="$1"
    stand_ins="$project/build/windows/stand-ins"
    mkdir -p "$stand_ins" "$(dirname "$1")"
    for name in icuuc mscms; do
        [ -f "$stand_ins/$name.dll" ] ||
            compile -shared -nostdlib -o "$stand_ins/$name.dll" "$project/packaging/windows/parts/$name.c"
    done
    if [ ! -f "$1/dialtone.stamp" ]; then
        rm -rf "$1"
        # Without a display: Wine would wait for an answer to the question whether to fetch .NET.
        env -u DISPLAY wineboot --init >/dev/null 2>&1 || fail "Wine could not make $1"
        wineserver -w
        cp "$stand_ins/icuuc.dll" "$stand_ins/mscms.dll" "$1/drive_c/windows/system32/"
        touch "$1/dialtone.stamp"
    fi
}
