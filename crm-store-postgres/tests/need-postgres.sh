#!/bin/sh
# Sees to it that the tests find a PostgreSQL server, and installs one where that is possible without asking (root on
# Debian or Ubuntu). Looks where the tests look.
set -eu

[ -z "${CRM_TEST_DATABASE_URL:-}" ] || exit 0

has_server() {
    [ -x "$1/initdb" ] && [ -x "$1/postgres" ] && [ -x "$1/pg_ctl" ]
}

found() {
    if command -v pg_config >/dev/null 2>&1 && has_server "$(pg_config --bindir)"; then
        return 0
    fi
    for folder in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin; do
        has_server "$folder" && return 0
    done
    command -v initdb >/dev/null 2>&1 && has_server "$(dirname "$(command -v initdb)")"
}

if found; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "== PostgreSQL is missing; installing it" >&2
    # The tests start servers of their own: the package is not to make one. A file that is there stays.
    settings=/etc/postgresql-common/createcluster.conf
    if [ ! -e "$settings" ]; then
        mkdir -p "${settings%/*}"
        echo "create_main_cluster = false" >"$settings"
    fi
    export DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1
    install="apt-get install -y --no-install-recommends postgresql"
    # The list of packages may be missing or old.
    $install || { apt-get update && $install; }
    if found; then
        exit 0
    fi
fi
echo "PostgreSQL is missing; the tests need its server, or one named by CRM_TEST_DATABASE_URL." >&2
echo "(Debian, Ubuntu: apt-get install postgresql; Fedora: dnf install postgresql-server; macOS: brew install postgresql)" >&2
exit 1
