#!/bin/sh
# Holds a running `crm serve` against the API document it serves: made-up requests, right and wrong ones, in every operation.
#
#   CONTRACT_EXAMPLES=1000 crm-http/tests/contract/run.sh    how many an operation gets; 200 unless said
#   CONTRACT_SEED=2 crm-http/tests/contract/run.sh           other requests; the same ones unless said
#   crm-http/tests/contract/run.sh --include-tag orders      further words go to `schemathesis run`
#   CONTRACT_REPORT=report.txt crm-http/tests/contract/run.sh    keeps the whole report
#
# Needs Python 3.10 or later with venv; schemathesis itself is installed, once, below cargo's target folder.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../.."
target=${CARGO_TARGET_DIR:-target}
python=${PYTHON:-python3}
started=$(date +%s)

say_python() {
	echo "$1: install Python 3.10 or later with venv (Debian, Ubuntu: apt install python3 python3-venv; Fedora: dnf install python3)." >&2
}
have_python() { "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; }

if ! have_python; then
	# A bare container of a build server: nobody is there to do it by hand.
	if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
		apt-get install -y -q python3 python3-venv >&2 || { apt-get update -q >&2 && apt-get install -y -q python3 python3-venv >&2; }
	fi
	have_python || { say_python "Python is missing, or too old"; exit 1; }
fi

# The folder carries the list it was made from: another list makes it anew.
tools=$target/contract
if ! cmp -s "$here/requirements.txt" "$tools/requirements.txt"; then
	echo "   installing $(cat "$here/requirements.txt"), once"
	rm -rf "$tools"
	"$python" -m venv "$tools" || { say_python "The module venv does not work"; exit 1; }
	"$tools/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
	cp "$here/requirements.txt" "$tools/requirements.txt"
fi

${CARGO:-cargo} build --quiet --locked -p crm-http --bin crm
crm=$target/debug/crm

office=$(mktemp -d)
server=
finish() {
	if [ -n "$server" ]; then
		kill "$server" 2>/dev/null || true
		wait "$server" 2>/dev/null || true
	fi
	rm -rf "$office"
}
trap finish EXIT
trap 'exit 130' INT TERM

CRM_DATABASE=sqlite://$office/crm.db
CONTRACT_PASSWORD="a phrase of the contract run"
export CRM_DATABASE CONTRACT_PASSWORD
"$crm" migrate >/dev/null
echo "$CONTRACT_PASSWORD" | "$crm" create-admin --login admin >/dev/null

# Sign-ins are slowed down by address, whatever the rates are: hooks.py gives each of its requests one of its own.
"$crm" serve --listen 127.0.0.1:0 --jwt-expires-in 24h --trusted-proxy 127.0.0.1 \
	--rate-user off --rate-address off --rate-webhook off \
	--mango-api-key contract --mango-api-salt contract --sip-source contract:key:salt \
	--log-level error >"$office/address" 2>"$office/log" &
server=$!

CONTRACT_URL=
tries=0
while [ -z "$CONTRACT_URL" ]; do
	CONTRACT_URL=$(sed -n 's/^listening on //p' "$office/address")
	tries=$((tries + 1))
	if [ "$tries" -gt 300 ] || ! kill -0 "$server" 2>/dev/null; then
		echo "The server did not start:" >&2
		cat "$office/log" >&2
		exit 1
	fi
	[ -n "$CONTRACT_URL" ] || sleep 0.1
done
export CONTRACT_URL

CONTRACT_TOKEN=$("$tools/bin/python" "$here/office.py")
export CONTRACT_TOKEN

case $tools in /*) ;; *) tools=$PWD/$tools ;; esac
# In the folder of the office, so that what the tools note down goes with it.
outcome=0
(
	cd "$office"
	PYTHONPATH=$here PYTHONDONTWRITEBYTECODE=1 exec "$tools/bin/schemathesis" --config-file "$here/schemathesis.toml" \
		run "$CONTRACT_URL/api/openapi.json" --max-examples "${CONTRACT_EXAMPLES:-200}" \
		--workers "${CONTRACT_WORKERS:-2}" --seed "${CONTRACT_SEED:-1}" --no-color "$@"
) >"$office/report" 2>&1 || outcome=$?

if ! kill -0 "$server" 2>/dev/null; then
	echo "The server ended during the run:" >&2
	outcome=1
fi
if [ -n "${CONTRACT_REPORT:-}" ]; then
	cp "$office/report" "$CONTRACT_REPORT"
fi
if [ "$outcome" -ne 0 ]; then
	# What failed, with a request to repeat each; then what the server had to say.
	grep -q '= FAILURES =' "$office/report" && sed -n '/= FAILURES =/,$p' "$office/report" || cat "$office/report"
	tail -n 50 "$office/log"
else
	sed -n '/= SUMMARY =/,$p' "$office/report"
fi
verdict=$([ "$outcome" -eq 0 ] && echo "holds" || echo "BROKEN")
echo "== The API document $verdict: ${CONTRACT_EXAMPLES:-200} examples an operation, $(($(date +%s) - started)) s"
exit "$outcome"
