# Outlives the tests and clears up behind them, however they ended.
#
#   $1  the folder of the servers   $2  seconds to wait for a next test   $3  pg_ctl
#
# Everyone who uses the servers holds a shared lock on `users`; the system frees it when a process dies. Once nobody has
# held it for $2 seconds, the servers are stopped and the folder goes. The lock on `supervisor` says that this runs.
(
    trap '' HUP INT TERM
    cd "$1" || exit 0
    exec 8<supervisor 9<users || exit 0
    cd /
    flock -w 5 8 || exit 0
    while :; do
        flock 9 8<&-
        idle=0
        while [ "$idle" -lt "$2" ]; do
            flock -u 9 8<&-
            sleep 1 8<&- 9<&-
            flock -n 9 8<&- || continue 2
            idle=$((idle + 1))
        done
        break
    done
    # From here the lock on `users` is held exclusively until all is gone: who comes now waits, and then starts anew.
    for data in "$1"/data-*; do
        [ -f "$data/postmaster.pid" ] && "$3" -D "$data" -m immediate -w -t 30 stop
    done
    rm -rf "$1"
) </dev/null >/dev/null 2>&1 &
