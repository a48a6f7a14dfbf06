#!/bin/sh
# Runs a command on a virtual display of its own, with a window manager; ends both afterwards.
# Usage: on-display.sh COMMAND [ARGUMENT...]
set -eu

folder=$(mktemp -d)
server=""
manager=""

leave() {
    for pid in $manager $server; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    rm -rf "$folder"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The server chooses a free number and writes it as soon as it can be connected to.
Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$folder/number" 2>"$folder/log" &
server=$!
tries=0
until [ -s "$folder/number" ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 200 ] || ! kill -0 "$server" 2>/dev/null; then
        echo "The virtual display did not start:" >&2
        cat "$folder/log" >&2
        exit 1
    fi
    sleep 0.05
done
DISPLAY=":$(cat "$folder/number")"
export DISPLAY
unset WAYLAND_DISPLAY QT_QPA_PLATFORM
openbox >/dev/null 2>&1 &
manager=$!

code=0
"$@" || code=$?
exit "$code"
