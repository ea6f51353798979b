# What is printed.

table=()

describe_machine() {
    echo "Greenroom $(basename "$jar" .jar | sed 's/^greenroom-//')$(git -C "$home" rev-parse --short HEAD 2> /dev/null | sed 's/^/ at /'), java $java_flags"
    echo "$(java -version 2>&1 | sed -n 2p), $(uname -sr), $(nproc) cores, load average $(cut -d' ' -f1 /proc/loadavg) before we began"
}

heading() {
    printf '\n%s\n' "$*"
}

median() {
    printf '%s\n' "$@" | sort -n | awk '{ v[NR] = $1 } END { print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) }'
}

ratio() {
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f\n", (b > 0 ? a / b : 0) }'
}

# Percent of one core between two readings of CPU seconds.
share() {
    awk -v a="$1" -v b="$2" -v s="$3" 'BEGIN { printf "%d\n", 100 * (b - a) / s }'
}

# at_least WHAT OURS THEIRS WANTED: a row of the last table, by its ratio.
at_least() {
    local of
    of=$(ratio "$2" "$3")
    table+=("$1|$2|$3|$of|>= $4|$(awk -v r="$of" -v w="$4" 'BEGIN { print (r >= w ? "reached" : "missed") }')")
}

# below WHAT VALUE UNIT LIMIT: a row of the last table, by its value.
below() {
    table+=("$1|$2 $3|||< $4 $3|$(awk -v v="$2" -v l="$4" 'BEGIN { print (v < l ? "reached" : "missed") }')")
}

beside() {
    table+=("$1|$2|$3|$(ratio "$2" "$3")||")
}

print_table() {
    local line
    printf '\n%-58s %10s %10s %6s %10s\n' what ours theirs ratio wanted
    for line in "${table[@]}"; do
        printf '%s\n' "$line" | awk -F'|' '{ printf "%-58s %10s %10s %6s %10s  %s\n", $1, $2, $3, $4, $5, $6 }'
    done
}
