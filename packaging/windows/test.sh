#!/bin/sh
# test.sh SETUP.EXE [PICTURES]: installs, runs, upgrades and removes Dialtone in a fresh Wine prefix, as a person and as
# a script would, without any network. Needs root (for the empty network) and Linux. PICTURES: where screenshots go.
set -eu
. "$(dirname -- "$0")/wine.sh"
if [ -z "${DIALTONE_ALONE:-}" ]; then
    need_stage
    # shellcheck disable=SC2016 # the inner shell's
    exec env DIALTONE_ALONE=1 unshare -n sh -c 'ip link set lo up && exec "$0" "$@"' "$0" "$@"
fi
setup=$(realpath "$1")
pictures=${2:+$(realpath -m "$2")}
. "$(dirname -- "$0")/stage.sh"

# --- As a script does it
run winecfg -v win81
code=0
run "$setup" /S || code=$?
[ "$code" = 2 ] && [ ! -e "$home" ] || broken "on Windows 8.1 the installer ended with $code"
run winecfg -v win10
step "refused Windows 8.1"
run "$setup" /S /AUTOSTART || broken "the installer ended with $?"
installed
start=$(value 'HKCU\Software\Microsoft\Windows\CurrentVersion\Run' Dialtone)
case $start in *'dialtone.exe" --hidden') ;; *) broken "starts with Windows as: $start" ;; esac
step "installed without a window, starts with Windows"
cli="$home/dialtone-cli.exe"
run "$cli" --self-test >"$work/said" 2>&1 || broken "self-test: $(cat "$work/said")"
step "tests itself: $(grep -c : "$work/said") lines"
run "$cli" list >"$work/said" 2>&1 || broken "list: $(cat "$work/said")"
step "lists $(wc -l <"$work/said") lines"
code=0
run "$cli" check --json >"$work/check" 2>"$work/said" || code=$?
[ "$code" = 3 ] && grep -q '"offline"' "$work/check" || broken "a check without a network gave $code: $(cat "$work/said")"
step "a check without a network says offline"

# As somebody who was asked before: from the start it checks, and remembers that.
mkdir -p "$roaming/dialtone"
echo '{"first_run_done": true, "messengers_added": ["whatsapp", "telegram", "signal"]}' >"$roaming/dialtone/settings.json"
run "$home/dialtone.exe" --lang ru >"$work/said" 2>&1 &
eventually "no window" window '^Dialtone$'
eventually "no tray icon" tray
eventually "the check is not remembered" test -s "$local_data/dialtone/history.sqlite3"
sleep 2
picture run-ru
runs || broken "it does not stay"
[ ! -s "$work/said" ] || broken "the window complains: $(cat "$work/said")"
step "the window opens and stays, in Russian; what it checked is in the history"
run "$setup" /S || broken "over a running one the installer ended with $?"
installed
gone runs || broken "the old one still runs"
[ -n "$(value 'HKCU\Software\Microsoft\Windows\CurrentVersion\Run' Dialtone)" ] || broken "an update changed starting with Windows"
step "closed the running one and replaced it"
run "$home/dialtone.exe" --hidden >/dev/null 2>&1 &
eventually "it does not start hidden" tray
sleep 2
gone window '^Dialtone$' || broken "hidden, there is a window"
picture hidden
run "$home/dialtone.exe" --quit || broken "it does not end when asked"
gone runs || broken "it still runs"
step "starts hidden in the tray, ends when asked"
run "$cli" check signal --save 'C:\saved.dialtone' >/dev/null 2>&1 || true
# The command that a double click runs; Wine does not look for kinds of files where one person's are.
run "$home/dialtone.exe" 'C:\saved.dialtone' >/dev/null 2>&1 &
eventually "a saved check does not open" window Dialtone
sleep 4
picture saved
run "$setup" /S || broken "over a saved check the installer ended with $?"
gone runs || broken "the saved check is still open"
step "opened a saved check by its kind, and ended what listens to nobody"
echo broken >"$WINEPREFIX/drive_c/broken.dialtone"
# As a double click starts it: with no standard error.
run start "$(winepath -w "$home/dialtone.exe")" 'C:\broken.dialtone'
eventually "a broken file is passed over in silence" window Dialtone
sleep 1
picture broken
xdotool key Return
eventually "the box stays" gone runs
step "said that a file is broken"
run "$home/uninstall.exe" /S || broken "the uninstaller ended with $?"
eventually "the uninstaller does not end" gone test -e "$home"
removed
[ -d "$local_data/dialtone" ] || broken "without being asked the history was erased"
step "removed; no file and no key is left, the history is"

# --- As a person does it
wizard() { # language
    run reg delete 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Dialtone' /v EstimatedSize /f >/dev/null 2>&1 || true
    run "$setup" "/LANGUAGE=$1" >/dev/null 2>&1 &
    eventually "no wizard" wizard_is_there
    sleep 2
    picture "setup-$1-1"
    for page in 2 3; do
        xdotool key Return
        sleep 1
        picture "setup-$1-$page"
    done
    xdotool key Return
    # The last that the installer writes, before it asks whether to start Dialtone.
    eventually "the wizard installs nothing" is_value 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Dialtone' EstimatedSize
    sleep 4
    picture "setup-$1-4"
}
wizard ru
xdotool key Return # done, and start it
eventually "the wizard does not start it" tray
installed
[ -z "$(value 'HKCU\Software\Microsoft\Windows\CurrentVersion\Run' Dialtone)" ] || broken "it starts with Windows without being asked to"
sleep 4
picture run-after-wizard
step "installed by the wizard in Russian, which started it"
wizard fa
step "updated by the wizard in Persian"
xdotool key Return
eventually "the wizard does not start it" tray
run "$home/dialtone.exe" --quit
run "$home/dialtone.exe" --lang fa >/dev/null 2>&1 &
eventually "no window" window '^Dialtone$'
eventually "no tray icon" tray
sleep 2
picture run-fa
run "$home/uninstall.exe" /LANGUAGE=en >/dev/null 2>&1 &
eventually "no wizard" window 'Dialtone Uninstall'
sleep 2
# The list of what goes: down to the history, tick it.
xdotool key Tab Tab Tab Down space
sleep 1
picture uninstall
xdotool key Return
eventually "the uninstaller removes nothing" gone test -e "$home/dialtone.exe"
sleep 2
picture uninstall-2
xdotool key Return
eventually "the uninstaller does not end" gone test -e "$home"
removed
[ ! -e "$local_data/dialtone" ] && [ ! -e "$roaming/dialtone" ] || broken "the history is left"
step "removed by the wizard with the history; nothing is left"
