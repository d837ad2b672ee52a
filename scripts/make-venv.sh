#!/bin/sh
# Makes the virtual environment, on a bare Debian or Ubuntu too, where `venv` is a package of its own.
set -eu
venv=$1
python=${PYTHON:-python3}

say() { printf '%s\n' "$*" >&2; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    say "Quartiersweg needs Python 3.11 or newer; $("$python" --version) was found."
    say "Name another one: make PYTHON=/path/to/python3.12 ..."
    exit 1
}
"$python" -m venv "$venv" 2>/dev/null && exit 0
rm -rf "$venv"

if [ "$(id -u)" = 0 ]; then as_root=
elif sudo -n true 2>/dev/null; then as_root=sudo
else
    say "Python's venv module is missing. Install it with: sudo apt-get install python3-venv"
    exit 1
fi
say "Installing Debian's python3-venv ..."
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
"$python" -m venv "$venv"
