#!/bin/sh
# Builds the module as it is shipped, and times it beside its peers.
set -eu
cd "$(dirname "$0")/.."

bin="$(sh tests/venv.sh)"
export PATH="$bin:$PATH"
wheels="$(dirname "$bin")/release-wheels"
echo "== The Python module, beside sqlite3 and SQLAlchemy"
rm -rf "$wheels"
maturin build --quiet --locked --release --out "$wheels"
pip install --quiet --disable-pip-version-check --force-reinstall --no-deps "$wheels"/*.whl
exec python benches/listing.py "$@"
