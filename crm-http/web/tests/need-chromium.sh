#!/bin/sh
# Sees to it that the tests find Chromium, and installs it where that is possible without asking (root on Debian or
# Ubuntu). Looks where the tests look.
set -eu

found() {
    [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ] && return 0
    [ -x /usr/bin/chromium ] || [ -x /usr/bin/chromium-browser ] || [ -x /usr/bin/google-chrome ]
}

if found; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "== Chromium is missing; installing it" >&2
    export DEBIAN_FRONTEND=noninteractive
    install="apt-get install -y --no-install-recommends chromium"
    # The list of packages may be missing or old.
    $install || { apt-get update && $install; }
    if found; then
        exit 0
    fi
fi
echo "Chromium is missing; the tests of the screens need it, or another one named by CHROMIUM." >&2
echo "(Debian, Ubuntu: apt-get install chromium; Fedora: dnf install chromium)" >&2
exit 1
