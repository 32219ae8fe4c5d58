#!/bin/sh
# release.sh FOLDER: what goes beside the packages in it: the bill of materials, then SHA256SUMS of everything there.
# Needs .venv with the program's packages: the bill is read from them.
set -eu
folder=$1
project=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
version=$(python3 "$project/packaging/windows/version.py" --print)
[ -x "$project/build/tools/bin/uv" ] && export UV="$project/build/tools/bin/uv"
"$project/.venv/bin/python" "$project/packaging/sbom.py" "$folder/dialtone-$version.cdx.json"
cd "$folder"
rm -f SHA256SUMS
find . -maxdepth 1 -type f ! -name 'SHA256SUMS*' -printf '%f\n' | LC_ALL=C sort | xargs -d '\n' sha256sum >SHA256SUMS.new
mv SHA256SUMS.new SHA256SUMS
echo "release: $(wc -l <SHA256SUMS) files in $folder/SHA256SUMS" >&2
