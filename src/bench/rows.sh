# The measurements.

# A round of submissions with what else ran meanwhile. Sets rate, and prints the round's line.
submit_round() {
    local name=$1 label=$2 service database before
    before=$(stored "$name")
    service=$(cpu_of "${pid[$name]}")
    database=$(cpu_of_database "$name")
    wrk_submit "$name" "$seconds"
    printf '  %-22s %6d/s   p50 %5.1f ms   p99 %6.1f ms   CPU %% of a core: service %3d, database %3d\n' "$label" "$rate" "$p50" "$p99" \
        "$(share "$service" "$(cpu_of "${pid[$name]}")" "$seconds")" \
        "$(share "$database" "$(cpu_of_database "$name")" "$seconds")"
    same_number "$name" "$before"
}

# What was answered 202 was stored, and what was stored was answered 202.
same_number() {
    local grown=$(($(stored "$1") - $2))
    [ "$refused" = 0 ] || echo "  $refused submissions were refused: $(outcomes "$1")"
    if [ "$grown" != "$answered" ]; then
        echo "  $answered submissions were answered 202, but the store grew by $grown rows" >&2
        exit 1
    fi
    total=$((total + answered))
}

outcomes() {
    curl -fsS "${admin[$1]}/actuator/prometheus" |
        sed -n 's/^greenroom_submissions_total{.*outcome="\([^"]*\)".*} \(.*\)$/\1 \2/p' | paste -sd, -
}

# pgbench_round NAME TABLE LABEL
pgbench_round() {
    local name=$1 database
    database=$(cpu_of_database "$name")
    pgbench_insert "$name" "$seconds" "$2"
    printf '  %-22s %6d/s   mean %4.1f ms                    CPU %% of a core: database %3d\n' "$3" "$rate" "$p50" \
        "$(share "$database" "$(cpu_of_database "$name")" "$seconds")"
}

measure_submit() {
    local round ours=() theirs=() indexed=()
    heading "submit: $connections connections, $warm_up s of warm-up, then $rounds rounds of $seconds s, one after the other"
    start_service submit
    sql submit -c 'CREATE TABLE bench_insert (LIKE comment INCLUDING DEFAULTS); ALTER TABLE bench_insert ADD PRIMARY KEY (id)'
    sql submit -c 'CREATE TABLE bench_indexed (LIKE comment INCLUDING ALL)'
    sql submit -c "SELECT '  PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync')
        || ', synchronous_commit ' || current_setting('synchronous_commit')"
    total=0
    wrk_submit submit "$warm_up"
    total=$answered
    pgbench_insert submit 5 bench_insert
    pgbench_insert submit 5 bench_indexed
    for ((round = 1; round <= rounds; round++)); do
        submit_round submit "Greenroom, round $round"
        ours+=("$rate")
        pgbench_round submit bench_insert 'pgbench, bare table'
        theirs+=("$rate")
        pgbench_round submit bench_indexed 'pgbench, our indexes'
        indexed+=("$rate")
    done
    local rows counted
    rows=$(stored submit)
    counted=$(counted submit accepted)
    echo "  202s that wrk heard: $total; that the service counted: $counted; rows in comment: $rows"
    [ "$total" = "$rows" ] && [ "$counted" = "$rows" ] || { echo "  These must be the same number." >&2; exit 1; }
    at_least 'submit, accepted/s, beside single-row inserts by pgbench' "$(median "${ours[@]}")" "$(median "${theirs[@]}")" 0.7
    beside 'the same, into a table with our indexes' "$(median "${ours[@]}")" "$(median "${indexed[@]}")"
    below 'resident after the submissions' "$(resident_mib "${pid[submit]}")" MiB 350
    stop_service submit
}

# http_round LABEL URL: sets rate, and prints the round's line.
http_round() {
    wrk_get "$2" "$seconds"
    printf '  %-22s %6d/s   p50 %5.1f ms   p99 %6.1f ms\n' "$1" "$rate" "$p50" "$p99"
    [ "$refused" = 0 ] || { echo "  $refused answers were no 200" >&2; exit 1; }
}

measure_read() {
    local round thread bare file ours=() theirs=() files=()
    heading "read: a thread of 50 comments, $connections connections, $warm_up s of warm-up each, then $rounds rounds of $seconds s"
    start_service read
    sql read -f "$bench/thread.sql"
    thread="${url[read]}/api/v1/sites/demo/comments?thread=benchmark"
    curl -fsS "$thread" > "$work/thread.json"
    [ "$(grep -o '"publishedAt"' "$work/thread.json" | wc -l)" = 50 ] || { echo "  The thread does not show its 50 comments" >&2; exit 1; }
    echo "  $(wc -c < "$work/thread.json") bytes"
    start_bare_server
    start_nginx
    wrk_get "$thread" "$warm_up"
    wrk_get "$bare" "$warm_up"
    for ((round = 1; round <= rounds; round++)); do
        http_round "Greenroom, round $round" "$thread"
        ours+=("$rate")
        http_round 'bare reactor-netty' "$bare"
        theirs+=("$rate")
        http_round 'nginx' "$file"
        files+=("$rate")
    done
    at_least 'read, answers/s, beside a bare reactor-netty server' "$(median "${ours[@]}")" "$(median "${theirs[@]}")" 0.7
    beside 'read, answers/s, beside nginx and a file' "$(median "${ours[@]}")" "$(median "${files[@]}")"
    below 'resident after the reads' "$(resident_mib "${pid[read]}")" MiB 350
    stop_other nginx
    stop_other bare
    stop_service read
}

# The same libraries and the same flags as the service. Sets bare to its address.
start_bare_server() {
    local port
    port=$(free_port)
    [ -d "$work/jar" ] || java -Djarmode=tools -jar "$jar" extract --destination "$work/jar" > /dev/null
    # shellcheck disable=SC2086  # several flags
    java $java_flags -cp "$work/jar/lib/*" "$bench/BareServer.java" "$port" "$work/thread.json" > "$work/bare.log" 2>&1 &
    keep bare
    bare=http://127.0.0.1:$port/
    await_answer "$bare" "$work/bare.log"
}

# Sets file to the address of the same bytes.
start_nginx() {
    local port
    port=$(free_port)
    mkdir -p "$work/nginx"
    cp "$work/thread.json" "$work/nginx/thread.json"
    cat > "$work/nginx.conf" <<CONF
daemon off;
$([ "$(id -u)" = 0 ] && echo 'user root;')
worker_processes auto;
pid $work/nginx/pid;
error_log $work/nginx.log;
events {}
http {
    access_log off;
    default_type application/json;
    keepalive_requests 100000000;
    client_body_temp_path $work/nginx/a; proxy_temp_path $work/nginx/b; fastcgi_temp_path $work/nginx/c;
    uwsgi_temp_path $work/nginx/d; scgi_temp_path $work/nginx/e;
    server { listen 127.0.0.1:$port; root $work/nginx; sendfile on; open_file_cache max=10; }
}
CONF
    nginx -c "$work/nginx.conf" 2> "$work/nginx.log" &
    keep nginx
    file=http://127.0.0.1:$port/thread.json
    await_answer "$file" "$work/nginx.log"
}

await_answer() {
    local deadline=$((SECONDS + 60))
    until curl -fsS -o /dev/null "$1" 2> /dev/null; do
        [ $SECONDS -lt $deadline ] || { cat "$2" >&2; exit 1; }
        sleep 0.1
    done
}

# fill NAME COMMENTS: its store holds so many comments and no others.
# fill NAME COMMENTS [PERCENT_PENDING]
fill() {
    sql "$1" -v comments="$2" -v pending="${3:-2}" -f "$bench/store.sql"
    checkpoint "$1"
}

measure_large() {
    local round small=() large=()
    heading "large: a store of 1,000,000 comments beside one of 1,000, $warm_up s of warm-up each, then $rounds rounds of $seconds s"
    start_service small
    start_service large
    fill small 1000
    fill large 1000000
    sql large -c "SELECT '  ' || count(*) || ' comments of ' || count(DISTINCT author_id) || ' authors in ' || count(DISTINCT thread_id)
        || ' threads, ' || pg_size_pretty(pg_database_size('greenroom')) FROM comment"
    wrk_submit small "$warm_up"
    wrk_submit large "$warm_up"
    total=0
    for ((round = 1; round <= rounds; round++)); do
        fill small 1000
        submit_round small "1,000, round $round"
        small+=("$rate")
        checkpoint large
        submit_round large "1,000,000, round $round"
        large+=("$rate")
    done
    at_least 'submit, accepted/s, with 1,000,000 stored beside 1,000' "$(median "${large[@]}")" "$(median "${small[@]}")" 0.9
    stop_service small
    stop_service large
}

# queue_round NAME LABEL: the first page of what waits, asked for by four moderators at once. Sets rate.
queue_round() {
    connections=4 BENCH_TOKEN=$token wrk_get "${url[$1]}/api/v1/moderation/comments?status=pending" "$seconds"
    printf '  %-22s %6d/s   p50 %5.1f ms   p99 %6.1f ms\n' "$2" "$rate" "$p50" "$p99"
    [ "$refused" = 0 ] || { echo "  $refused answers were no 200" >&2; exit 1; }
}

measure_queue() {
    local round small=() large=() token=grm_$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=')
    heading "queue: the first page with 100,000 pending and 1,000,000 decided beside 1,000 comments, $rounds rounds of $seconds s"
    start_service small
    start_service large
    fill small 1000 9
    fill large 1100000 9
    for round in small large; do
        sql "$round" -c "INSERT INTO api_token (id, name, token_hash, role, made_by) VALUES (uuidv7(), 'bench', sha256('$token'::bytea), 'admin', 'admin')"
        queue_round "$round" 'warming up'
    done
    for ((round = 1; round <= rounds; round++)); do
        queue_round small "1,000, round $round"
        small+=("$rate")
        queue_round large "1,100,000, round $round"
        large+=("$rate")
    done
    at_least 'first queue page, answers/s, at 1,100,000 beside 1,000' "$(median "${large[@]}")" "$(median "${small[@]}")" 0.34
    stop_service small
    stop_service large
}

measure_start() {
    local run began times=()
    heading "start: the database is initialised, the machine is warm"
    start_service start
    stop_service start
    for run in 1 2 3; do
        began=$(date +%s%N)
        start_service start
        times+=("$(awk -v a="$began" -v b="$(date +%s%N)" 'BEGIN { printf "%.1f", (b - a) / 1e9 }')")
        echo "  run $run: ready after ${times[-1]} s, $(resident_mib "${pid[start]}") MiB resident"
        stop_service start
    done
    below 'ready after' "$(median "${times[@]}")" s 8
}
