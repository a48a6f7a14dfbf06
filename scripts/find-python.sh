#!/bin/sh
# Prints a Python of at least 3.11 that can make virtual environments, or says that there is none.
set -eu
for name in "${PYTHON:-}" python3 python3.13 python3.12 python3.11 python3.14 python; do
    [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 || continue
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "$name"
        exit 0
    fi
done
echo "Queuescope needs Python 3.11 or later, and found none." >&2
exit 1
