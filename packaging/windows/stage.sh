# shellcheck shell=sh
# Sourced: a fresh Wine prefix and a screen, in which a Windows package is tried, and how to look at both.
# `pictures` is where screenshots go; empty for none. All of it is gone at the end.
work=$(mktemp -d)
# shellcheck disable=SC2154 # project, by wine.sh
rm -rf "$project/build/wine-clean"
wine_prefix "$project/build/wine-clean"
local_data="$WINEPREFIX/drive_c/users/$(id -un)/AppData/Local"
roaming="$WINEPREFIX/drive_c/users/$(id -un)/AppData/Roaming"
home="$local_data/Programs/Dialtone"
menu="$roaming/Microsoft/Windows/Start Menu/Programs/Dialtone.lnk"
screen=''
manager=''
leave() {
    stop_wine
    for process in $manager $screen; do kill "$process" 2>/dev/null || true; done
    rm -rf "$work" "$project/build/wine-clean"
}
trap leave EXIT INT TERM

step() { say "test: $*"; }
broken() { step "FAILED: $*"; exit 1; }
run() { timeout 900 wine "$@"; } # a busy computer takes minutes to install
value() { # key, name: the value; without a name, the key's own
    run reg query "$1" ${2:+/v} "${2:-/ve}" 2>/dev/null | tr -d '\r' | sed -n 's/^ .* REG_[A-Z]* *//p'
}
eventually() { # what, command...: within five minutes; a computer that is busy with other things has needed one
    what=$1
    shift
    end=$(($(date +%s) + 300))
    while [ "$(date +%s)" -lt "$end" ]; do
        if "$@" >/dev/null 2>&1; then return 0; fi
        sleep 0.5
    done
    picture failed
    broken "$what; on the screen: $(xdotool search --onlyvisible --name . getwindowname %@ 2>/dev/null | paste -sd'|' -)"
}
is_value() { [ -n "$(value "$1" "$2")" ]; }
gone() { ! "$@"; }
picture() { if [ -n "$pictures" ]; then mkdir -p "$pictures" && import -window root "$pictures/$1.png"; fi; }
window() { xdotool search --onlyvisible --name "$1"; }
wizard_is_there() { xdotool search --onlyvisible --name Dialtone getwindowname %@ | grep -vxq Dialtone; } # not the program's own window
tray() { xdotool search --onlyvisible --class explorer; } # Wine's own
runs() { run tasklist 2>/dev/null | grep -q '^dialtone.exe'; }
installed() {
    for file in dialtone.exe dialtone-cli.exe uninstall.exe LICENSE.txt; do
        [ -f "$home/$file" ] || broken "$file is missing"
    done
    [ -f "$menu" ] || broken "no entry in the start menu"
    value 'HKCU\Software\Classes\Dialtone.check\shell\open\command' | grep -q 'dialtone.exe" "%1"' ||
        broken "saved checks do not open"
}
removed() {
    [ ! -e "$home" ] || broken "left: $(find "$home")"
    [ ! -e "$menu" ] || broken "the entry in the start menu is left"
    run reg export HKCU 'C:\keys.reg' /y >/dev/null 2>&1
    keys=$(iconv -f UTF-16 -t UTF-8 "$WINEPREFIX/drive_c/keys.reg" | grep -i dialtone | grep -vi 'MuiCache\|wine-clean' || true)
    rm "$WINEPREFIX/drive_c/keys.reg"
    [ -z "$keys" ] || broken "keys left: $keys"
}

Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 & # a number that nobody has
screen=$!
eventually "no screen" test -s "$work/display"
DISPLAY=":$(cat "$work/display")"
export DISPLAY
openbox >/dev/null 2>&1 &
manager=$!

# Wine brings no fonts with these letters; on Windows there are some.
for font in 'Segoe UI' Tahoma 'MS Shell Dlg' 'MS Shell Dlg 2'; do
    run reg add 'HKCU\Software\Wine\Fonts\Replacements' /v "$font" /d 'DejaVu Sans' /f >/dev/null 2>&1
done
