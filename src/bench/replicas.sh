# Two replicas over one database beside one, with as many connections in all.

# start_beside NAME FIRST: another replica over the first one's database, with its keys.
start_beside() {
    local name=$1 postgres=$work/$2/postgres
    start_service "$name" \
        --spring.r2dbc.url="r2dbc:postgresql://127.0.0.1:$(database_port "$2")/greenroom" \
        --spring.r2dbc.username=greenroom_service --spring.r2dbc.password="$(cat "$postgres/service.password")" \
        --spring.flyway.user=greenroom_owner --spring.flyway.password="$(cat "$postgres/owner.password")" \
        --greenroom.privacy.keyset="$work/$2/keys/keyset.json"
}

# submit_to CONNECTIONS SECONDS NAME...: that many connections to each at once. Sets rate, answered and refused of all.
submit_to() {
    local each=$1 asked=$2 name loads=()
    shift 2
    for name in "$@"; do
        SECONDS_OF_LOAD=$asked wrk -t1 -c"$each" -d$((asked + 1))s --timeout 10s -s "$bench/submit.lua" \
            "${url[$name]}/api/v1/sites/demo/comments" > "$work/$name.wrk" &
        loads+=($!)
    done
    wait "${loads[@]}"
    read -r rate answered refused < <(cd "$work" && awk '/^result / { rate += $2; answered += $5; refused += $6 }
        END { printf "%d %d %d\n", rate, answered, refused }' "${@/%/.wrk}")
}

# replicas_round LABEL CONNECTIONS NAME...: sets rate, and prints the round's line.
replicas_round() {
    local label=$1 before one two database
    shift
    before=$(stored one)
    one=$(cpu_of "${pid[one]}")
    two=$(cpu_of "${pid[two]}")
    database=$(cpu_of_database one)
    submit_to "$1" "$seconds" "${@:2}"
    printf '  %-22s %6d/s   CPU %% of a core: one %3d, two %3d, database %3d\n' "$label" "$rate" \
        "$(share "$one" "$(cpu_of "${pid[one]}")" "$seconds")" \
        "$(share "$two" "$(cpu_of "${pid[two]}")" "$seconds")" \
        "$(share "$database" "$(cpu_of_database one)" "$seconds")"
    same_number one "$before"
}

measure_replicas() {
    local round alone=() both=()
    heading "replicas: $connections connections to one, or $((connections / 2)) to each of two over the same database," \
        "$warm_up s of warm-up of both, then $rounds rounds of $seconds s"
    start_service one
    start_beside two one
    total=0
    submit_to $((connections / 2)) "$warm_up" one two
    for ((round = 1; round <= rounds; round++)); do
        replicas_round "one, round $round" "$connections" one
        alone+=("$rate")
        replicas_round "two, round $round" $((connections / 2)) one two
        both+=("$rate")
    done
    echo "  With $(nproc) cores for both, their database and their load: a gain takes more cores, this is for a loss."
    at_least 'submit, accepted/s, two replicas beside one' "$(median "${both[@]}")" "$(median "${alone[@]}")" 1.0
    stop_service two
    stop_service one
}
