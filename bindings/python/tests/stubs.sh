#!/bin/sh
# Writes _crm.pyi, aio.py and codes.py from the Rust code.
set -eu
cd "$(dirname "$0")/.."

bin="$(sh tests/venv.sh)"
export PATH="$bin:$PATH"
wheels="$(dirname "$bin")/wheels"
rm -rf "$wheels"
maturin build --quiet --locked --profile dev --out "$wheels"
pip install --quiet --disable-pip-version-check --force-reinstall --no-deps "$wheels"/*.whl
python stubs.py
