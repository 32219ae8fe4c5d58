#!/bin/sh
# build.sh OUT: the Windows packages: OUT/windows/dialtone (the folder), OUT/dialtone-VERSION-windows-setup.exe and
# OUT/dialtone-VERSION-windows-portable.zip. Works on Linux, under Wine; sets up what it needs. Two builds of the same
# commit are the same, bit for bit (packaging/same.sh), unless they are signed.
#   BUILD_STAGE   programs: the folder alone; packages: zip and installer of a folder that is there. Between the two the
#                 programs can be signed elsewhere, by a job that holds the key and builds nothing.
set -eu
. "$(dirname -- "$0")/wine.sh"
case $1 in /*) out=$1 ;; *) out=$PWD/$1 ;; esac
here="$project/packaging/windows"
python="$project/.venv/bin/python"
export PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git -C "$project" log -1 --format=%ct 2>/dev/null || echo 1767225600)}"
need wine wine\ wine64 makensis nsis x86_64-w64-mingw32-gcc gcc-mingw-w64-x86-64-win32 zip zip
umask 022
"$here/python.sh"
wine_prefix "$project/build/wine"
trap stop_wine EXIT INT TERM
cd "$project"
version=$("$python" "$here/version.py" --print)
say "Dialtone $version"
for texts in resources/languages/*/labels.ts; do
    .venv/bin/pyside6-lrelease -silent "$texts" -qm "${texts%.ts}.qm"
done
"$python" packaging/icons.py build/icons
"$python" "$here/version.py" build/version.txt
"$python" "$here/picture.py" build/windows/side.bmp
"$python" packaging/program_words.py nsis "$(dirname "$(readlink -f "$(command -v makensis)")")/../share/nsis/Contrib/Language files" build/windows/texts.nsh

bundle="$out/windows/dialtone"
if [ "${BUILD_STAGE:-}" != packages ]; then
    rm -rf "$out/windows" build/windows/work
    mkdir -p "$out/windows"
    in_wine() { winepath -w "$1" 2>/dev/null | tr -d '\r'; }
    log="$project/build/windows/pyinstaller.log"
    env -u DISPLAY wine 'C:\python\python.exe' -m PyInstaller --noconfirm --clean --log-level WARN \
        --distpath "$(in_wine "$out/windows")" --workpath "$(in_wine "$project/build/windows/work")" \
        "$(in_wine "$project/build.spec")" >"$log" 2>&1 || { tail -15 "$log" >&2; fail "PyInstaller ended with an error"; }
    [ -f "$bundle/dialtone.exe" ] && [ -f "$bundle/dialtone-cli.exe" ] || { tail -15 "$log" >&2; fail "no program was built"; }
    cp LICENSE "$bundle/LICENSE.txt"
    find "$bundle" -type f -exec chmod 644 {} +
    "$here/sign.sh" "$bundle/dialtone.exe" "$bundle/dialtone-cli.exe"
fi
[ "${BUILD_STAGE:-}" != programs ] || { say "the folder alone, as asked"; exit 0; }
[ -f "$bundle/dialtone.exe" ] || fail "there is no folder to pack: $bundle"
find "$out/windows" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

name="dialtone-$version-windows"
rm -f "$out/$name-portable.zip" "$out/$name-setup.exe"
(cd "$out/windows" && find dialtone -type f | LC_ALL=C sort | TZ=UTC zip -qX9 "$out/$name-portable.zip" -@)
home_page=$("$python" packaging/publisher.py home_page)
makensis -V2 -WX ${home_page:+"-DHOME_PAGE=$home_page"} "-DVERSION=$version" "-DNUMBERS=$("$python" "$here/version.py" --numbers)" "-DPAYLOAD=$bundle" \
    "-DICON=$project/build/icons/dialtone.ico" "-DSIDE=$project/build/windows/side.bmp" \
    "-DTEXTS=$project/build/windows/texts.nsh" \
    "-DOUT=$out/$name-setup.exe" "$here/dialtone.nsi" >&2
"$here/sign.sh" "$out/$name-setup.exe"
say "folder $(du -sm "$bundle" | cut -f1) MB, installer $(du -m "$out/$name-setup.exe" | cut -f1) MB, zip $(du -m "$out/$name-portable.zip" | cut -f1) MB"
stop_wine
if [ -n "${BUILD_ONLY:-}" ]; then
    say "not tested, as asked"
elif [ "$(id -u)" = 0 ]; then
    "$here/test.sh" "$out/$name-setup.exe"
else
    say "not tested: packaging/windows/test.sh needs root"
fi
