#!/bin/sh
# build.sh BUILT OUT: an AppImage of the tree that packaging/linux/build.sh laid out.
set -eu
built=$1 out=$2
project=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$project/desktop/dialtone/__init__.py")
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git -C "$project" log -1 --format=%ct 2>/dev/null || echo 1767225600)}"
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Another zstd may ask its old ways for more than unpackers.c stands in for: then both may be there, and ours count.
# shellcheck disable=SC2046
cc -O2 -s -static -Wl,-z,muldefs -D_FILE_OFFSET_BITS=64 $(pkg-config --cflags fuse3) -o "$work/runtime" "$project/packaging/appimage/runtime.c" \
    "$project/packaging/appimage/unpackers.c" -lsquashfuse_ll -lsquashfuse -lfuse3 -lzstd -lpthread -ldl 2>"$work/cc.log" ||
    { cat "$work/cc.log" >&2; exit 1; }
app="$work/AppDir"
application=$(python3 "$project/packaging/publisher.py" application)
mkdir -p "$app"
cp -a "$built/tree/usr" "$app/"
# zstd packs modules that zlib has packed already no further: together they are a quarter smaller than one by one.
cp "$built/loose" "$app/usr/lib/dialtone/dialtone"
chmod 755 "$app/usr/lib/dialtone/dialtone"
python3 "$project/packaging/appimage/loosen.py" "$app/usr/lib/dialtone"
ln -s usr/bin/dialtone "$app/AppRun"
cp "$app/usr/share/applications/$application.desktop" "$app/"
cp "$app/usr/share/icons/hicolor/256x256/apps/$application.png" "$app/"
ln -s "$application.png" "$app/.DirIcon"
unset_epoch=$SOURCE_DATE_EPOCH
unset SOURCE_DATE_EPOCH # mksquashfs takes it, or the two options, not both
mksquashfs "$app" "$work/image" -root-owned -noappend -quiet -no-progress -comp zstd -Xcompression-level 22 -b 1M \
    -mkfs-time "$unset_epoch" -all-time "$unset_epoch"
mkdir -p "$out"
file="$out/Dialtone-$version-x86_64.AppImage"
cat "$work/runtime" "$work/image" >"$file"
printf 'AI\002' | dd of="$file" bs=1 seek=8 conv=notrunc 2>/dev/null # the mark of a type 2 AppImage
chmod 755 "$file"
