#!/bin/sh
# Makes sure of a Python that the tests run on (the module takes 3.9), with venv, and prints it. Installs it where that needs no question.
set -eu

works() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

for python in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if command -v "$python" >/dev/null 2>&1 && works "$python"; then
        command -v "$python"
        exit 0
    fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "== Installing Python" >&2
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends python3 python3-venv; } >/dev/null 2>&1 || true
    if works python3; then
        command -v python3
        exit 0
    fi
fi
echo "Python 3.11 or later with venv is missing (Debian, Ubuntu: apt install python3 python3-venv; or https://python.org)." >&2
exit 1
