# What is measured past what the service can carry.

night='bench the service at night'

compile_clients() {
    [ -d "$work/clients" ] || javac -d "$work/clients" "$bench"/{Plain,Desk,Times,Probe,Flood,Overload,Streams}.java
}

# Ends by itself within four minutes.
measure_overload() {
    heading "overload: submissions offered at a rate, whatever is answered; client and service share $(nproc) cores"
    compile_clients
    start_service overload --greenroom.bootstrap.admin.password="$night"
    ulimit -n "$(ulimit -Hn)"
    timeout 240 java -Xmx512m -cp "$work/clients" Overload "${url[overload]##*:}" \
        "${pid[overload]},$(head -1 "$work/overload/postgres/data/postmaster.pid")" "$night" "$warm_up" "$seconds"
    stop_service overload
}

measure_streams() {
    heading 'streams: 10,000 open at once, then 1,000 that are not read'
    compile_clients
    ulimit -n "$(ulimit -Hn)"
    start_service streams --greenroom.bootstrap.admin.password="$night"
    timeout 240 java -Xmx512m -cp "$work/clients" Streams "${url[streams]##*:}" "${pid[streams]}" "$night" 10000 1000
    stop_service streams
}
