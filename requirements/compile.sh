#!/bin/sh
# Compiles requirements/*.in into fully pinned, hashed *.txt. Arguments go to uv (for example --upgrade).
# No index address is written: neither by a flag nor, as uv.lock would, by the format.
set -eu
cd "$(dirname -- "$0")/.."

uv=$(sh requirements/setup.sh --find-uv)
UV_CUSTOM_COMPILE_COMMAND='make requirements'
export UV_CUSTOM_COMPILE_COMMAND

pin() {
    name=$1
    shift
    "$uv" pip compile --quiet --generate-hashes --no-emit-index-url "$@" "requirements/$name.in" -o "requirements/$name.txt"
    printf 'requirements/%s.txt\n' "$name"
}

pin tools --universal --python-version 3.9 "$@"
pin node --universal --python-version 3.9 "$@"
pin hub --python-version 3.13 "$@"
pin dev --python-version 3.13 "$@"
pin bot --python-version 3.10 "$@"
pin bot-dev --python-version 3.10 "$@"
