#!/bin/sh
# wheel.sh OUT: the wheel for pip and uv, of what is committed and the labels of the window, compiled: without them it
# would speak English. Then installed with what uv.lock names in an empty environment, where it tests itself. Two wheels
# of the same commit are the same to the last byte. ./dev package wheel sets up what it needs.
set -eu
case $1 in /*) out=$1 ;; *) out=$PWD/$1 ;; esac
project=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
uv="$project/build/tools/bin/uv"
[ -x "$uv" ] || uv=uv
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' "$project/desktop/dialtone/__init__.py")
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/src" "$out"
(cd "$project" && git ls-files -z desktop resources pyproject.toml README.md LICENSE | tar --null -T - -cf -) | tar -C "$work/src" -xf -
"$project/.venv/bin/python" "$project/packaging/publisher.py" --wheel "$work/src"
for texts in "$work"/src/resources/languages/*/labels.ts; do
    "$project/.venv/bin/pyside6-lrelease" -silent "$texts" -qm "${texts%.ts}.qm"
    rm "$texts"
done
"$uv" build --quiet --wheel --out-dir "$work/made" --build-constraints "$project/packaging/wheel.txt" --require-hashes "$work/src"
wheel="$work/made/dialtone_desktop-$version-py3-none-any.whl"

"$uv" venv --quiet --python "$project/.venv/bin/python" "$work/venv"
"$uv" pip install --quiet --python "$work/venv/bin/python" --require-hashes --no-deps -r "$project/build/requirements.txt"
"$uv" pip install --quiet --python "$work/venv/bin/python" --no-deps "$wheel"
here() { (cd / && env -i PATH="$work/venv/bin:/usr/bin:/bin" HOME="$work" LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen "$@"); }
here dialtone --self-test >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
here dialtone-desktop --version >/dev/null
cp "$wheel" "$out/"
echo "wheel: installed in an empty environment, tests itself: $(grep -c : "$work/log") lines" >&2
