#!/bin/sh
# python.sh: Python 3.11 for Windows and everything uv.lock names, in the Wine prefix build/wine, as C:\py311.
# From the registry that pip uses anyway; nothing is taken from a website. The interpreter comes from the wheel of
# panda3d, whose copies of Python's files carry the Python Software Foundation's signature, which is looked at here.
set -eu
. "$(dirname -- "$0")/wine.sh"
need wine wine\ wine64 x86_64-w64-mingw32-gcc gcc-mingw-w64-x86-64-win32 osslsigncode osslsigncode unzip unzip
panda=1.10.16
python="$project/.venv/bin/python"
"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || fail "the standard library is taken from the
Python of .venv, which must be 3.11"
wine_prefix "$project/build/wine"
home="$WINEPREFIX/drive_c/py311"
requirements="$project/build/requirements.txt"  # by ./dev package
mkdir -p "$project/build/windows"
find_uv() { for uv in "$project/build/tools/bin/uv" uv; do command -v "$uv" >/dev/null 2>&1 && return 0; done; return 1; }
find_uv || fail "uv is missing: ./dev test installs it"
[ -f "$requirements" ] || fail "build/requirements.txt is missing: start this with ./dev package windows"
stamp="$(cat "$requirements" "$0" "$project/packaging/windows/wine.sh" "$project/packaging/windows/forward.py" "$project"/packaging/windows/parts/*.c | cksum) $panda"
if [ -f "$home/stamp" ] && [ "$(cat "$home/stamp")" = "$stamp" ]; then exit 0; fi
rm -rf "$home"
mkdir -p "$home/DLLs"

fetch() { # the Python of the wheel, its hash
    folder="$project/build/windows/wheels"
    wheel="$folder/panda3d-$panda-cp$1-cp$1-win_amd64.whl"
    mkdir -p "$folder"
    [ -f "$wheel" ] || "$base" -m pip download -q --disable-pip-version-check --no-deps --platform win_amd64 \
        --python-version "$1" --only-binary=:all: --dest "$folder" "panda3d==$panda"
    echo "$2  $wheel" | sha256sum --quiet -c -
}
signed() { # file, signer; the flags keep it from asking the network about revocation
    osslsigncode verify -ignore-cdp -ignore-crl -CAfile /etc/ssl/certs/ca-certificates.crt \
        -TSA-CAfile /etc/ssl/certs/ca-certificates.crt -in "$1" >"$home/signature" 2>&1 || fail "$1 is not signed as it should be"
    grep -q "$2" "$home/signature" || fail "$1 is signed by somebody else"
}
unchanged() {
    osslsigncode verify -ignore-cdp -ignore-crl -in "$1" >"$home/signature" 2>&1 || true
    grep -q 'Message digest' "$home/signature" && ! grep -qi 'mismatch' "$home/signature" || fail "$1 was changed"
}
# The environment itself has no pip.
base=$("$python" -c 'import sys; print(sys._base_executable)')
fetch 311 "37acfb92655c4226879f95c988e2ef1449a53c54486d6c1ebc00e2772429af82"
fetch 313 "0e505261bb58d8402d0099c291f1a3459acfdd38f3e7d666e72aa2e1ea5dc46f"

say "unpacking Python"
unzip -qjo "$project/build/windows/wheels/panda3d-$panda-cp311-cp311-win_amd64.whl" 'deploy_libs/*' -d "$home/DLLs" \
    -x '*/api-ms-*' '*/tcl86t.dll' '*/tk86t.dll' '*/_tkinter.pyd' '*/_msi.pyd' '*/winsound.pyd'
# The newest OpenSSL and SQLite that fit: 3.11's own are years old.
unzip -qjo "$project/build/windows/wheels/panda3d-$panda-cp313-cp313-win_amd64.whl" \
    deploy_libs/libssl-3.dll deploy_libs/libcrypto-3.dll deploy_libs/sqlite3.dll deploy_libs/VCRUNTIME140_1.dll -d "$home/DLLs"
mv "$home/DLLs/python311.dll" "$home/DLLs/VCRUNTIME140.dll" "$home/DLLs/VCRUNTIME140_1.dll" "$home/"
for file in "$home/python311.dll" "$home"/DLLs/*.pyd "$home/DLLs/libffi-8.dll"; do
    signed "$file" "Python Software Foundation"
done
# Their signer's root is none that Debian knows: only that the contents are what was signed is looked at.
for file in "$home"/DLLs/libssl-3.dll "$home"/DLLs/libcrypto-3.dll "$home"/DLLs/sqlite3.dll; do unchanged "$file"; done

standard=$("$python" -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')
mkdir -p "$home/Lib"
(cd "$standard" && tar --exclude=site-packages --exclude=dist-packages --exclude=lib-dynload --exclude='test' --exclude=__pycache__ \
    --exclude='_sysconfigdata*' --exclude='config-3.11*' --exclude=idlelib --exclude=tkinter -cf - .) | tar -C "$home/Lib" -xf -

say "installing what uv.lock names"
"$uv" pip install -q --python "$python" --python-platform x86_64-pc-windows-msvc --python-version 3.11 --no-compile-bytecode \
    --only-binary=:all: --require-hashes --target "$home/Lib/site-packages" -r "$requirements"
PYTHONPATH="$home/Lib/site-packages" "$python" "$project/packaging/windows/forward.py" "$home/python311.dll" >"$home/python3.def"
compile -shared -nostdlib -Wl,--entry=0 -o "$home/python3.dll" "$home/python3.def"
compile -municode -o "$home/python.exe" "$project/packaging/windows/parts/interpreter.c"
wine 'C:\py311\python.exe' -c 'import ssl, sqlite3, sys; print("windows: Python", sys.version.split()[0] + ",", ssl.OPENSSL_VERSION + ", SQLite", sqlite3.sqlite_version)' >&2 ||
    fail "Python does not start"
echo "$stamp" >"$home/stamp"
