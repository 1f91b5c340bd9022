#!/bin/sh
# Set-up, first half: finds (or gets) the two Pythons and uv, then hands over to handoff/ops/setup, which makes
# everything else. Plain sh, because nothing else can be relied on before a Python is found.
# Lives beside the pins it installs. What was found is remembered in .tools/, and checked again at each start.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
tools=$root/.tools

say() { printf '%s\n' "$*" >&2; }
give_up() { say "✗ $*"; exit 1; }

# $1 = interpreter, $2 = "3.13"; runs it, because a shim on PATH may stand for a version that is not there
is_python() {
    [ -x "$1" ] && [ ! -d "$1" ] &&
        "$1" -c "import ssl, sys, venv; raise SystemExit('%d.%d' % sys.version_info[:2] != '$2')" >/dev/null 2>&1
}

remember() { mkdir -p "$tools" && printf '%s\n' "$2" >"$tools/$1" || give_up "Cannot write to $tools (disk full, or no permission)."; }

# prints the path of a working Python $1 ("3.13"), or fails
find_python() {
    if [ -r "$tools/python$1" ]; then
        read -r known <"$tools/python$1" || known=
        if is_python "$known" "$1"; then printf '%s\n' "$known"; return 0; fi
    fi
    found=
    old_ifs=$IFS; IFS=:
    for folder in ${PATH:-}; do
        for name in "python$1" python3 python; do
            if [ -z "$found" ] && is_python "${folder:-.}/$name" "$1"; then found=${folder:-.}/$name; fi
        done
    done
    IFS=$old_ifs
    for candidate in "${PYENV_ROOT:-${HOME:-}/.pyenv}/versions/$1".*/bin/"python$1" /opt/python*/bin/"python$1" \
        /opt/homebrew/bin/"python$1" /usr/local/bin/"python$1"; do
        if [ -z "$found" ] && is_python "$candidate" "$1"; then found=$candidate; fi
    done
    [ -n "$found" ] || return 1
    # the interpreter behind a virtual environment: the environment may be the one that is about to be replaced
    found=$("$found" -c 'import sys; print(getattr(sys, "_base_executable", sys.executable))')
    remember "python$1" "$found"
    printf '%s\n' "$found"
}

# any Python that can install uv
find_old_python() {
    for version in 3.13 3.12 3.11 3.10 3.14 3.9; do
        if find_python "$version"; then return 0; fi
    done
    return 1
}

is_uv() { "$1" pip sync --help >/dev/null 2>&1; }

find_uv() {
    for candidate in "$tools/uv/bin/uv" "$(command -v uv || true)" "${HOME:-}/.local/bin/uv"; do
        if [ -n "$candidate" ] && is_uv "$candidate"; then printf '%s\n' "$candidate"; return 0; fi
    done
    return 1
}

install_uv() {
    python=$(find_old_python) || give_up "No working Python was found: install Python 3.13 (or uv) and run make again."
    say "uv is not installed; putting it into .tools/ …"
    mkdir -p "$tools"
    rm -rf "$tools/uv"
    log=$tools/uv-install.log
    if "$python" -m venv "$tools/uv" >"$log" 2>&1; then
        "$tools/uv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r requirements/tools.txt >>"$log" 2>&1
    else # a Python without ensurepip (Debian without python3-venv)
        rm -rf "$tools/uv"
        "$python" -m pip install -q --disable-pip-version-check --require-hashes --target "$tools/uv" -r requirements/tools.txt >>"$log" 2>&1
    fi || true
    is_uv "$tools/uv/bin/uv" && return 0
    tail -n 5 "$log" >&2
    if grep -q 'No space left' "$log"; then give_up "The disk is full: free some space and run make again."; fi
    give_up "uv could not be installed (is the network reachable?); the full story is in .tools/uv-install.log."
}

# $1 = "3.10"; only when no Python of that version works here
download_python() {
    say "No working Python $1 here; uv is getting one …"
    log=$tools/python-install.log
    UV_PYTHON_INSTALL_DIR=$tools/pythons "$uv" python install "$1" >"$log" 2>&1 || {
        tail -n 3 "$log" >&2
        give_up "No working Python $1 was found and none could be downloaded: install Python $1 (with pyenv or your package manager) and run make again."
    }
    for candidate in "$tools/pythons"/*/bin/"python$1"; do
        if is_python "$candidate" "$1"; then remember "python$1" "$candidate"; printf '%s\n' "$candidate"; return 0; fi
    done
    give_up "uv says it installed Python $1, but it does not run; the full story is in .tools/python-install.log."
}

uv=$(find_uv) || { install_uv; uv=$tools/uv/bin/uv; }
if [ "${1:-}" = --find-uv ]; then printf '%s\n' "$uv"; exit 0; fi
hub_python=$(find_python 3.13) || hub_python=$(download_python 3.13)
bot_python=$(find_python 3.10) || bot_python=$(download_python 3.10)

exec "$hub_python" -m handoff.ops.setup --uv "$uv" --bot-python "$bot_python" "$@"
