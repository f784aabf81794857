#!/bin/sh
# Makes the environment that the Python module is built and tried in, in target/python, and prints the folder of its programs.
set -eu
cd "$(dirname "$0")/.."

case "${CARGO_TARGET_DIR:-}" in /*) folder="$CARGO_TARGET_DIR/python" ;; *) folder="$(cd ../.. && pwd)/${CARGO_TARGET_DIR:-target}/python" ;; esac
python="$(sh tests/need-python.sh)"
if ! cmp -s tests/requirements.txt "$folder/requirements.txt"; then
    echo "== What the Python tests need, from PyPI" >&2
    "$python" -m venv --clear "$folder" >&2
    "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement tests/requirements.txt >&2 || {
        echo "pip could not install what tests/requirements.txt lists: is PyPI within reach?" >&2
        exit 1
    }
    cp tests/requirements.txt "$folder/requirements.txt"
fi
echo "$folder/bin"
