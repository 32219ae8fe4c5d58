#!/bin/sh
# sign.sh FILE...: signs for Windows, where a certificate is given, and says so where none is.
#   DIALTONE_SIGN_CERT   the certificates, PEM;  DIALTONE_SIGN_KEY  the key, PEM
#   DIALTONE_SIGN_TIME   address of a time-stamp service; without one the signature ends with the certificate
# A certificate in hardware or in a cloud needs osslsigncode's own options: DIALTONE_SIGN_OPTIONS, in place of the two.
set -eu
if [ -z "${DIALTONE_SIGN_CERT:-}${DIALTONE_SIGN_OPTIONS:-}" ]; then
    echo "windows: not signed (no DIALTONE_SIGN_CERT): $(basename -a "$@" | paste -sd' ')" >&2
    exit 0
fi
command -v osslsigncode >/dev/null || { echo "windows: osslsigncode is missing" >&2; exit 1; }
home_page=$(python3 "$(dirname -- "$0")/../publisher.py" home_page)
for file in "$@"; do
    # Lists of words, both.
    # shellcheck disable=SC2086
    osslsigncode sign ${DIALTONE_SIGN_OPTIONS:--certs "$DIALTONE_SIGN_CERT" -key "$DIALTONE_SIGN_KEY"} \
        ${DIALTONE_SIGN_TIME:+-ts "$DIALTONE_SIGN_TIME"} -h sha256 -n Dialtone ${home_page:+-i "$home_page"} \
        -in "$file" -out "$file.signed" >/dev/null
    mv "$file.signed" "$file"
    echo "windows: signed $(basename "$file")" >&2
done
