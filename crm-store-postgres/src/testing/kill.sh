# Kills a server without a word to it.
#
#   $1  its first process   $2  the number of its shared memory, which dies with the machine only
#
# Stopped first, so that it starts no more processes while they are listed.
kill -STOP "$1" || exit 1
processes=$1
if [ -r /proc/self/stat ]; then
    for status in /proc/[0-9]*/status; do
        parent=
        while read -r name value; do
            [ "$name" = PPid: ] && parent=$value && break
        done 2>/dev/null <"$status"
        [ "$parent" = "$1" ] && status=${status#/proc/} && processes="$processes ${status%/status}"
    done
else
    processes="$processes $(ps -A -o pid= -o ppid= | awk -v parent="$1" '$2 == parent { print $1 }')"
fi
# shellcheck disable=SC2086 # numbers, as words
kill -KILL $processes

# A killed process goes in its own time; what is not reaped is as good as gone.
alive() {
    kill -0 "$1" 2>/dev/null || return 1
    while read -r name value _; do
        [ "$name" = State: ] && { [ "$value" != Z ]; return; }
    done 2>/dev/null <"/proc/$1/status"
}
for process in $processes; do
    while alive "$process"; do
        sleep 0.02
    done
done
[ -z "$2" ] || ipcrm -m "$2" 2>/dev/null || :
