#!/bin/sh
# upgrade.sh OLD NEW [PICTURES]: from the Windows packages in OLD, the `dist` of an older commit, to those in NEW, in a fresh
# Wine prefix and one of the lab's networks: the installer, first over a file that is held, and the portable zip. Settings
# and history must be kept; at the end both are removed. Needs root (for the lab) and Linux.
set -eu
. "$(dirname -- "$0")/wine.sh"
old=$(realpath "$1") new=$(realpath "$2")
pictures=${3:+$(realpath -m "$3")}
if [ -z "${LAB_PUBLIC_CA:-}" ]; then
    need_stage
    exec "$project/dev" lab run --quiet --timeout 3000 telegram-mtproto-dpi -- "$0" "$old" "$new" ${pictures:+"$pictures"}
fi
. "$(dirname -- "$0")/stage.sh"
database="$local_data/dialtone/history.sqlite3"
settings="$roaming/dialtone/settings.json"
# What is remembered: the hour, the messenger and what was said of it.
remembered() {
    "$project/.venv/bin/python" - "$database" <<'END'
import sqlite3
import sys

found = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True).execute("SELECT hour, messenger, status FROM memories")
print("\n".join(sorted(" ".join(map(str, row)) for row in found)))
END
}
checked() { [ "$(remembered 2>/dev/null | LC_ALL=C comm -13 "$work/before" - | awk '{print $2}' | sort -u | wc -l)" = 2 ]; }
lab_roots() { # folder: the lab's own roots over those that came along
    inside="$1/_internal"
    mount --bind "$LAB_PUBLIC_CA" "$inside/certifi/cacert.pem"
    mount --bind "$LAB_SIGNAL_CA" "$inside/dialtone/_resources/roots/signal.cer"
}
own_roots() { umount "$1/_internal/certifi/cacert.pem" "$1/_internal/dialtone/_resources/roots/signal.cer"; }
version_of() { run "$1/dialtone-cli.exe" --version 2>/dev/null | tr -d '\r' | awk '{print $NF}'; }
yesterday() { # the next check of the same hour takes the place of its line
    "$project/.venv/bin/python" - "$database" <<'END'
import sqlite3
import sys

with sqlite3.connect(sys.argv[1]) as history:
    history.execute("UPDATE memories SET hour = hour - 24")
END
    remembered >"$work/was"
}
window_checks() { # folder, name of the picture
    if [ -f "$database" ]; then remembered >"$work/before"; else : >"$work/before"; fi
    lab_roots "$1"
    run "$1/dialtone.exe" >"$work/said" 2>&1 &
    eventually "no window" window '^Dialtone$'
    eventually "its check is not remembered" checked
    sleep 3
    picture "$2"
    run "$1/dialtone.exe" --quit || broken "it does not end when asked"
    eventually "it still runs" gone runs
    own_roots "$1"
    [ ! -s "$work/said" ] || broken "the window complains: $(cat "$work/said")"
}
is_held() { run tasklist 2>/dev/null | grep -q '^hold.exe'; }
hold() { # file
    compile -municode -o "$work/hold.exe" "$project/packaging/windows/parts/hold.c"
    run "$work/hold.exe" "$(winepath -w "$1" 2>/dev/null | tr -d '\r')" &
    eventually "nobody holds $1" is_held
    sleep 2
    is_held || broken "$1 could not be held"
}
let_go() {
    run taskkill /f /im hold.exe >/dev/null 2>&1
    eventually "a file is still held" gone is_held
}
kept() {
    remembered >"$work/now"
    lost=$(LC_ALL=C comm -23 "$work/was" "$work/now")
    [ -z "$lost" ] || broken "lost from the history: $lost"
    grep -q '"language": "ru"' "$settings" && grep -q '"watch_minutes": 120' "$settings" ||
        broken "settings changed: $(cat "$settings")"
}
a_person_before() {
    rm -rf "$local_data/dialtone" "$roaming/dialtone"
    mkdir -p "$roaming/dialtone"
    echo '{"first_run_done": true, "language": "ru", "messengers_added": ["telegram", "signal"], "watch_minutes": 120}' >"$settings"
}

a_person_before
run "$old"/dialtone-*-setup.exe /S || broken "the old installer ended with $?"
installed
window_checks "$home" upgrade-setup-old
yesterday
step "installer: installed $(version_of "$home"); its window checked, and wrote $(wc -l <"$work/was") lines of history"
hold "$home/_internal/base_library.zip"
code=0
run "$new"/dialtone-*-setup.exe /S || code=$?
[ "$code" = 3 ] && [ -f "$home/_internal/base_library.zip" ] || broken "over a held file the installer ended with $code"
let_go
step "installer: over a file that another program holds it ended with 3"
run "$new"/dialtone-*-setup.exe /S || broken "the new installer ended with $?"
installed
window_checks "$home" upgrade-setup-new
kept
step "installer: upgraded to $(version_of "$home"); settings and history are there, the window opened"
run "$home/uninstall.exe" /S || broken "the uninstaller ended with $?"
eventually "the uninstaller does not end" gone test -e "$home"
removed
step "installer: removed; no file and no key is left"

a_person_before
folder="$WINEPREFIX/drive_c/portable"
mkdir -p "$folder"
unzip -q "$old"/dialtone-*-portable.zip -d "$folder"
window_checks "$folder/dialtone" upgrade-portable-old
yesterday
step "portable: unpacked $(version_of "$folder/dialtone"); its window checked, and wrote $(wc -l <"$work/was") lines of history"
rm -rf "$folder/dialtone"
unzip -q "$new"/dialtone-*-portable.zip -d "$folder"
window_checks "$folder/dialtone" upgrade-portable-new
kept
step "portable: the folder replaced by $(version_of "$folder/dialtone"); settings and history are there, the window opened"
run "$folder/dialtone/dialtone-cli.exe" forget --yes >/dev/null 2>&1 || broken "forget ended with $?"
rm -rf "$folder"
[ ! -e "$database" ] && [ ! -e "$settings" ] || broken "left after forgetting: $(ls "$local_data/dialtone" "$roaming/dialtone")"
step "portable: forgot and deleted; no history and no setting is left"
