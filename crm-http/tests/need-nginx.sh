#!/bin/sh
# Sees to it that the tests of several servers find nginx, and installs it where that is possible without asking (root on
# Debian or Ubuntu). Looks where the tests look.
set -eu

found() {
    command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || [ -x /usr/local/sbin/nginx ]
}

if found; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "== nginx is missing; installing it" >&2
    # The tests start it with a configuration of their own: the package is not to start one on port 80, now or at the next
    # boot. What somebody has decided about services already stays.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod +x "$policy"
        trap 'rm -f "$policy"' EXIT
        trap 'exit 1' HUP INT TERM
    fi
    export DEBIAN_FRONTEND=noninteractive
    install="apt-get install -y --no-install-recommends nginx"
    # The list of packages may be missing or old.
    $install || { apt-get update && $install; }
    if command -v systemctl >/dev/null 2>&1; then
        systemctl disable --quiet nginx 2>/dev/null || true
    elif command -v update-rc.d >/dev/null 2>&1; then
        update-rc.d nginx disable >/dev/null 2>&1 || true
    fi
    if found; then
        exit 0
    fi
fi
echo "nginx is missing; the tests of several servers on one database need it." >&2
echo "(Debian, Ubuntu: apt-get install nginx; Fedora: dnf install nginx; macOS: brew install nginx)" >&2
exit 1
