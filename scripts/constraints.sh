#!/bin/sh
# Pins what pyproject.toml asks for, with hashes, for all systems and Python 3.11 to 3.14 at once.
# Usage: constraints.sh UV [OPTION...] (such as --upgrade-package NAME; all are upgraded unless told)
set -eu

uv=$1
shift
[ "$#" -gt 0 ] || set -- --upgrade

pin() { # FILE [OPTION...]
    file=requirements/$1.txt
    shift
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
        --custom-compile-command "make constraints" --group build "$@" --output-file "$file" pyproject.toml
}

pin run "$@"
pin dev --all-extras --group dev --constraints requirements/run.txt "$@"
pin docs --group docs --constraints requirements/run.txt "$@"
pin package --group package --constraints requirements/run.txt "$@"
