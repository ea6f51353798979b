# Starting and stopping the packaged jar, and looking into its database.
#
# A running service is known by a short name; "$work/NAME" is its data directory, and url, admin and pid tell of it.

declare -A url admin pid others

free_port() {
    local port
    while true; do
        port=$((RANDOM % 20000 + 20000))
        (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null || { echo "$port"; return; }
    done
}

# start_service NAME [ARGUMENT...]: all checks on, limits raised past what one machine can send.
start_service() {
    local name=$1 port management
    shift
    port=$(free_port)
    management=$(free_port)
    # shellcheck disable=SC2086  # several flags
    java $java_flags -jar "$jar" \
        --server.address=127.0.0.1 --server.port="$port" --management.server.port="$management" \
        --greenroom.data-dir="$work/$name" \
        --greenroom.rate-limit.client.capacity=1000000 --greenroom.rate-limit.client.period=1s \
        --greenroom.rate-limit.author.capacity=1000000 --greenroom.rate-limit.author.period=1s \
        --greenroom.rate-limit.site.capacity=1000000 --greenroom.rate-limit.site.period=1s \
        "$@" \
        > "$work/$name.log" 2>&1 &
    pid[$name]=$!
    url[$name]=http://127.0.0.1:$port
    admin[$name]=http://127.0.0.1:$management
    await_ready "$name"
}

await_ready() {
    local name=$1 deadline=$((SECONDS + 120))
    until curl -fsS -o /dev/null "${url[$name]}/readyz" 2> /dev/null; do
        if ! kill -0 "${pid[$name]}" 2> /dev/null || [ $SECONDS -gt $deadline ]; then
            tail -40 "$work/$name.log" >&2
            echo "The service did not get ready; above are the last lines of its log." >&2
            exit 1
        fi
        sleep 0.05
    done
}

stop_service() {
    kill "${pid[$1]}" 2> /dev/null || true
    wait "${pid[$1]}" 2> /dev/null || true
    unset "pid[$1]"
}

# keep NAME: another program just started in the background, to be stopped at the end.
keep() {
    others[$1]=$!
}

stop_other() {
    kill "${others[$1]}" 2> /dev/null || true
    wait "${others[$1]}" 2> /dev/null || true
    unset "others[$1]"
}

stop_all() {
    local name
    for name in "${!others[@]}"; do stop_other "$name"; done
    for name in "${!pid[@]}"; do stop_service "$name"; done
}

database_port() {
    sed -n 4p "$work/$1/postgres/data/postmaster.pid"
}

# as NAME ROLE COMMAND...: with the settings by which libpq finds the service's own database.
as() {
    local name=$1 role=$2
    shift 2
    PGHOST=127.0.0.1 PGPORT=$(database_port "$name") PGDATABASE=greenroom \
        PGUSER=$([ "$role" = owner ] && echo greenroom_owner || echo postgres) \
        PGPASSWORD=$(cat "$work/$name/postgres/$role.password") PGOPTIONS='-c client_min_messages=warning' "$@"
}

# sql NAME [psql's arguments]: as the database's owner.
sql() {
    local name=$1
    shift
    as "$name" owner psql -XqAt -v ON_ERROR_STOP=1 "$@"
}

# Settles what was just written, so that it does not disturb what is measured next.
checkpoint() {
    as "$1" superuser psql -Xq -c 'CHECKPOINT'
}

stored() {
    sql "$1" -c 'SELECT count(*) FROM comment'
}

# The service's own count of submissions with this outcome.
counted() {
    curl -fsS "${admin[$1]}/actuator/prometheus" |
        awk -v outcome="outcome=\"$2\"" '/^greenroom_submissions_total/ && index($0, outcome) { n = $NF } END { printf "%d\n", n }'
}

resident_mib() {
    awk '/^VmRSS/ { printf "%d\n", $2 / 1024 }' "/proc/$1/status"
}

# CPU seconds of one process so far.
cpu_of() {
    awk -v ticks="$(getconf CLK_TCK)" '{ sub(/^.*\) /, ""); print ($12 + $13) / ticks }' "/proc/$1/stat"
}

# CPU seconds of NAME's PostgreSQL so far: its postmaster, those it has buried, and those alive.
cpu_of_database() {
    local postmaster
    postmaster=$(head -1 "$work/$1/postgres/data/postmaster.pid")
    for process in $(pgrep -P "$postmaster"); do
        sed 's/^.*) //' "/proc/$process/stat" 2> /dev/null | awk '{ print $12 + $13 }'
    done | awk -v ticks="$(getconf CLK_TCK)" -v own="$(sed 's/^.*) //' "/proc/$postmaster/stat")" \
        'BEGIN { split(own, f, " "); sum = f[12] + f[13] + f[14] + f[15] } { sum += $1 } END { print sum / ticks }'
}
