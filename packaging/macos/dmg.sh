#!/bin/sh
# dmg.sh OUT: OUT/Dialtone.app and OUT/dialtone-VERSION-macos-arm64.dmg, on a Mac with
# Intel's processor …-x86_64.dmg: it runs on its own kind alone. Runs on a Mac, with nothing but what macOS has.
#   CODESIGN_IDENTITY   "Developer ID Application: …"; without it the program is signed for this Mac alone
#   BUILD_STAGE         program: the application alone; image: signs one that is there, and makes the image of it. The
#                       two can be jobs of their own, so that the one with the key builds nothing
#   NOTARY_PROFILE      a profile of `notarytool store-credentials`; without it nothing is sent to Apple
set -eu
[ "$(uname -s)" = Darwin ] || { echo "macos: a disk image is made on a Mac" >&2; exit 1; }
case $1 in /*) out=$1 ;; *) out=$PWD/$1 ;; esac
project=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
python="$project/.venv/bin/python"
[ -x "$python" ] || python=python3
entitlements="$project/packaging/macos/entitlements.plist"
say() { printf 'macos: %s\n' "$*" >&2; }
cd "$project"
version=$("$python" packaging/windows/version.py --print)
SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}"
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0

if [ "${BUILD_STAGE:-}" != image ]; then
    for texts in resources/languages/*/labels.ts; do
        .venv/bin/pyside6-lrelease -silent "$texts" -qm "${texts%.ts}.qm"
    done
    "$python" packaging/icons.py build/icons
    "$python" -m PyInstaller --noconfirm --clean --log-level WARN --distpath "$out" --workpath build/macos build.spec >&2
fi
app="$out/Dialtone.app"
[ -d "$app" ] || { say "no application was built"; exit 1; }
plutil -lint "$app/Contents/Info.plist" >&2
if [ "${BUILD_STAGE:-}" != image ]; then "$app/Contents/MacOS/dialtone" --self-test >&2; fi
[ "${BUILD_STAGE:-}" != program ] || { say "the application alone, as asked"; exit 0; }

if [ -n "${CODESIGN_IDENTITY:-}" ]; then
    # From the inside out: every library first, the whole last, with the hardened runtime that Apple asks for.
    find "$app/Contents/Frameworks" "$app/Contents/Resources" -type f \( -name '*.so' -o -name '*.dylib' \) -print0 |
        xargs -0 codesign --force --options runtime --timestamp --sign "$CODESIGN_IDENTITY"
    find "$app/Contents/Frameworks" -type d -name '*.framework' -print0 |
        xargs -0 codesign --force --options runtime --timestamp --sign "$CODESIGN_IDENTITY"
    codesign --force --options runtime --timestamp --entitlements "$entitlements" --sign "$CODESIGN_IDENTITY" "$app"
    codesign --verify --deep --strict "$app"
else
    say "signed for this Mac alone (no CODESIGN_IDENTITY)"
fi

image="$out/dialtone-$version-macos-$(uname -m).dmg"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
ditto "$app" "$folder/Dialtone.app"
ln -s /Applications "$folder/Applications"
cp LICENSE "$folder/LICENSE.txt"
rm -f "$image"
hdiutil create -quiet -volname Dialtone -srcfolder "$folder" -fs HFS+ -format UDZO "$image"
if [ -n "${CODESIGN_IDENTITY:-}" ]; then codesign --timestamp --sign "$CODESIGN_IDENTITY" "$image"; fi
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
    spctl --assess --type open --context context:primary-signature "$image"
else
    say "not notarised (no NOTARY_PROFILE): whoever opens it must allow it in the settings"
fi
hdiutil verify -quiet "$image"
say "built $image"
