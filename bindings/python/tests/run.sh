#!/bin/sh
# Builds the wheel once, and holds it to its tests, its type stubs and the example scripts.
set -eu
cd "$(dirname "$0")/.."

bin="$(sh tests/venv.sh)"
export PATH="$bin:$PATH" CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-auto}"
wheels="$(dirname "$bin")/wheels"

echo "== Python: the wheel"
rm -rf "$wheels"
maturin build --quiet --locked --profile dev --out "$wheels"
pip install --quiet --disable-pip-version-check --force-reinstall --no-deps "$wheels"/*.whl

echo "== Python: lints, types, and whether what is generated is stale"
ruff check --quiet . ../../examples/python
ruff format --quiet --check . ../../examples/python || { echo "The Python code is not formatted: make fmt" >&2; exit 1; }
# Of the installed module, not of this folder.
(cd tests && mypy --config-file ../pyproject.toml . ../benches ../../../examples/python/*.py)
(cd tests && MYPYPATH= python -m mypy.stubtest crm_core --mypy-config-file ../pyproject.toml --ignore-disjoint-bases \
    --allowlist stubtest-allow.txt)
python stubs.py --check

echo "== Python: tests, on both stores"
CRM_THROWAWAY="$(dirname "$(dirname "$bin")")/debug/examples/throwaway"
export CRM_THROWAWAY
exec pytest -q "$@"
