#!/bin/sh
# icu.sh BUNDLE: leaves of the data of ICU, a quarter of the bundle, what is the same in all languages, and English: the
# order of letters and the alphabets of old text. Names, dates and numbers Qt has itself, and Dialtone has them from Babel.
# Needs icupkg (icu-devtools) and as, ld, objcopy (binutils). Nothing else of ICU is touched.
set -eu
bundle=$(readlink -f "$1")
library=$(find "$bundle" -name 'libicudata.so.*' ! -type l)
[ -f "$library" ] || { echo "icu: no libicudata in $bundle" >&2; exit 1; }
name=$(basename "$library")
number=${name##*.}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
objcopy -O binary -j .rodata "$library" "icudt${number}l.dat"
icupkg --ignore-deps -l "icudt${number}l.dat" >items
{
    # Places and languages of the world, but these; a place's name has two or three letters in front.
    grep -E '^([a-z]+/)?[a-z]{2,3}(_[A-Za-z0-9_]*)?\.res$' items | grep -vE "^([a-z]+/)?en(_[A-Za-z0-9_]*)?\.res\$"
    # Names of money, units, languages and countries, and where lines and words end: Qt has its own for all of them.
    grep -E '^(curr|unit|lang|region|brkitr)/' items
    # Words of scripts without spaces, spelled numbers, other scripts' letters, names of characters, rules for host names.
    grep -E '^(translit|rbnf)/|\.(dict|spp|cfu)$|^unames\.icu$' items
    # Old alphabets, but the Cyrillic, Arabic and western ones of Windows, Unix and DOS.
    grep -E '\.cnv$' items | grep -vE '^ibm-(5347|5348|5352|878|866|915|1089|1168)_'
} | sort -u >unwanted.txt
mkdir out
icupkg --ignore-deps -r unwanted.txt "icudt${number}l.dat" "out/icudt${number}l.dat"
as -o data.o - <<END
.section .note.GNU-stack,"",@progbits
.section .rodata
.balign 16
.globl icudt${number}_dat
.type icudt${number}_dat,@object
icudt${number}_dat:
.incbin "out/icudt${number}l.dat"
.size icudt${number}_dat, . - icudt${number}_dat
END
ld -s -shared --hash-style=gnu -z noseparate-code --build-id=none -soname "$name" -o small data.o
before=$(stat -c %s "$library")
cat small >"$library"
echo "icu: $((before / 1000000)) MB, now $(($(stat -c %s "$library") / 1000000)) MB" >&2
