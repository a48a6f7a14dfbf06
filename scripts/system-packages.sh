#!/bin/sh
# Installs what is missing of the given Debian packages; says what to do where it may not.
# Usage: system-packages.sh [--ask] PACKAGE... ("a|b" means a, or b where a has another name)
# Only with --ask may sudo ask for a password.
set -eu

may_ask=""
if [ "$1" = --ask ]; then
    may_ask=yes
    shift
fi

command -v dpkg >/dev/null 2>&1 || exit 0 # not Debian or Ubuntu: the README tells what is needed

is_installed() {
    dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q '^install ok installed'
}

missing=""
for choice in "$@"; do
    found=""
    for name in $(echo "$choice" | tr '|' ' '); do
        if is_installed "$name"; then found=yes; fi
    done
    [ -n "$found" ] || missing="$missing $choice"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    root=""
elif sudo -n true 2>/dev/null; then
    root="sudo"
elif command -v sudo >/dev/null 2>&1; then
    if [ -z "$may_ask" ]; then
        echo "Missing system packages; \`make setup\` installs them, and asks for your password:$missing" >&2
        exit 1
    fi
    root="sudo"
else
    echo "Missing system packages; please install as root:$missing" >&2
    exit 0
fi

export DEBIAN_FRONTEND=noninteractive
echo "Installing system packages:$missing"
$root apt-get update -qq
names=""
for choice in $missing; do
    for name in $(echo "$choice" | tr '|' ' '); do
        if apt-cache show "$name" >/dev/null 2>&1; then
            names="$names $name"
            break
        fi
    done
done
# shellcheck disable=SC2086 # a list of words
$root apt-get install -y -qq --no-install-recommends $names >/dev/null
