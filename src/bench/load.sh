# Putting load on, and reading what came of it.
#
# Every load leaves its result in: rate (answers or transactions a second), p50 and p99 (ms), answered, refused.

# wrk_submit NAME SECONDS: unique comments over 64 connections. answered counts the 202s, refused everything else.
wrk_submit() {
    run_wrk "$2" -s "$bench/submit.lua" "${url[$1]}/api/v1/sites/demo/comments"
}

# wrk_get URL SECONDS
wrk_get() {
    run_wrk "$2" -s "$bench/read.lua" "$1"
}

# One second longer than asked: in the last one the scripts send nothing, so that every answer is heard.
run_wrk() {
    local asked=$1
    shift
    SECONDS_OF_LOAD=$asked wrk -t1 -c$connections -d$((asked + 1))s --timeout 10s "$@" > "$work/wrk.out"
    read -r rate p50 p99 answered refused lost < <(awk '/^result / { print $2, $3, $4, $5, $6, $7 }' "$work/wrk.out")
    [ "$lost" = 0 ] || echo "  wrk lost $lost answers (connections broken or too slow)"
}

# pgbench_insert NAME SECONDS TABLE: single-row inserts of a comment's bytes, one a transaction, 64 clients.
pgbench_insert() {
    sed "s/bench_insert/$3/" "$bench/insert.sql" > "$work/insert.sql"
    local hash32=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    as "$1" owner pgbench -n -c $connections -j 1 -M prepared -T "$2" -f "$work/insert.sql" \
        -D name=Ayesha -D body="$(body_of_230_bytes)" \
        -D receipt_hash="\\x$hash32" -D client_hash="\\x${hash32:0:32}" \
        > "$work/pgbench.out" 2> "$work/pgbench.err" || { head -3 "$work/pgbench.err" >&2; exit 1; }
    rate=$(awk '/^tps = / { printf "%d\n", $3 }' "$work/pgbench.out")
    answered=$(awk '/^number of transactions actually processed/ { print $NF + 0 }' "$work/pgbench.out")
    p50=$(awk '/^latency average/ { print $4 }' "$work/pgbench.out")
}

body_of_230_bytes() {
    printf '%s' 'I read the whole piece twice, and what stays with me is the part about the dates: three of them were promised' \
        ' before, and nobody has said yet what came of those. Could somebody who was there tell us more? Thanks for this.' \
        ' 1700000'
}
