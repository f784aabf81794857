#!/bin/sh
# Builds the server and the bare handler, optimised, and loads both in one run. Arguments go to the benchmark: `--short`
# for a quick look.
set -eu
cd "$(dirname "$0")/../.."
cargo=${CARGO:-cargo}

if ! command -v wrk >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "== wrk is not installed; installing Debian's package"
        apt-get install -y --no-install-recommends wrk >/dev/null || { apt-get update >/dev/null && apt-get install -y --no-install-recommends wrk >/dev/null; }
    else
        echo "wrk is missing: install it, on Debian and Ubuntu with 'sudo apt-get install wrk'" >&2
        exit 1
    fi
fi

echo "== Building; the optimised server takes some minutes the first time"
$cargo build --locked --release -p crm-http --bin crm
target=${CARGO_TARGET_DIR:-target}
echo "== Load, both sides in each round; close other programs, they disturb"
CRM_BINARY="$(cd "$target" && pwd)/release/crm" exec $cargo bench --locked -q -p crm-benches --bench http -- "$@"
