#!/bin/sh
# debian.sh OUT: what the Windows package takes from a Debian 13, made in one: Python's standard library as OUT/Lib,
# with what Debian mends in it, and OpenSSL built for Windows from Debian's source, as OUT/libssl-3.dll and libcrypto-3.dll.
# Once; OUT/stamp says of what. Needs root and debootstrap. Two builds give the same bytes.
set -eu
out=$1
project=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
# Of the .dsc, which holds the sums of the source and of Debian's changes to it.
openssl=3.5.7-1~deb13u2
openssl_sum=25904642004d30c5c3da4642a72a7d09f8d9eb6e5ce62dab53c0371114faf8f2
say() { printf 'windows: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

stamp="$(cksum <"$0") $openssl"
if [ -f "$out/stamp" ] && [ "$(cat "$out/stamp")" = "$stamp" ]; then exit 0; fi
[ "$(id -u)" = 0 ] || fail "OpenSSL is built in a root of its own: run this as root"
root="$project/build/root-windows"
leave() { umount "$root/proc" "$root/dev" 2>/dev/null || true; rm -rf --one-file-system "$root"; }
leave
trap leave EXIT INT TERM
say "a Debian 13 for Python's library and OpenSSL"
"$project/packaging/linux/root.sh" trixie "$root" ca-certificates,python3,dpkg-dev,make,perl,gcc-mingw-w64-ucrt64
mkdir -p "$root/proc" "$root/dev" "$root/src"
mount --bind /proc "$root/proc"
mount --bind /dev "$root/dev"
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
echo "deb-src $mirror trixie main" >"$root/etc/apt/sources.list.d/sources.list"
# The target's own name is the reason for the names that Python's extensions ask for: libssl-3.dll, not libssl-3-x64.dll.
cat >"$root/src/windows.conf" <<'END'
my %targets = ( "dialtone-windows" => { inherit_from => [ "mingw64" ] } );
END
say "building OpenSSL $openssl"
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1767225600 OPENSSL="$openssl" SUM="$openssl_sum" \
    JOBS="$(nproc)" chroot "$root" /bin/sh -eu >"$root.log" 2>&1 <<'END' || { tail -15 "$root.log" >&2; fail "OpenSSL was not built: $root.log"; }
cd /src
apt-get update -qq
# Another version than the one asked for is not taken: the sum is of that one.
apt-get source -qq --download-only "openssl=$OPENSSL"
echo "$SUM  openssl_$OPENSSL.dsc" | sha256sum -c -
dpkg-source -x "openssl_$OPENSSL.dsc" openssl
cd openssl
# Without what nobody asks for: programs, old algorithms in a module, SSL 3, and what no handshake of Python's can choose:
# half of the work, and code that need not be kept safe. Its settings are looked for where only administrators may write.
./Configure --config=/src/windows.conf dialtone-windows --cross-compile-prefix=x86_64-w64-mingw32ucrt- \
    shared no-tests no-apps no-docs no-module no-legacy no-ssl3 no-quic no-cms no-cmp no-ts no-srp no-gost no-engine no-slh-dsa \
    no-aria no-bf no-camellia no-cast no-idea no-md4 no-mdc2 no-rc2 no-rc4 no-seed no-sm2 no-sm3 no-sm4 no-whirlpool \
    --prefix='C:/Program Files/Common Files/SSL' --openssldir='C:/Program Files/Common Files/SSL' \
    -static-libgcc -Wl,--no-insert-timestamp -Wl,--disable-auto-image-base
# The static libraries, which are as much work again, are left out.
make -j"$JOBS" build_generated
make -j"$JOBS" libcrypto.dll.a libssl.dll.a
x86_64-w64-mingw32ucrt-strip libssl-3.dll libcrypto-3.dll
END
rm -rf "$out"
mkdir -p "$out/Lib"
cp "$root/src/openssl/libssl-3.dll" "$root/src/openssl/libcrypto-3.dll" "$out/"
(cd "$root/usr/lib/python3.13" && tar --dereference --exclude=dist-packages --exclude=lib-dynload --exclude=test --exclude=__pycache__ \
    --exclude='_sysconfigdata*' --exclude='config-3.13*' --exclude=idlelib --exclude=tkinter --exclude=sitecustomize.py \
    --exclude=EXTERNALLY-MANAGED -cf - .) | tar -C "$out/Lib" -xf -
# shellcheck disable=SC2016 # dpkg-query fills it in
chroot "$root" dpkg-query -W -f '${Version}' libpython3.13-stdlib >"$out/python"
rm -f "$root.log"
echo "$stamp" >"$out/stamp"
