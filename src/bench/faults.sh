# The fault matrix: real processes that are killed, frozen and filled up while comments come in. It is Java, beside the
# tests that are its short form (src/test/java/greenroom/fault).

try_faults() {
    need mvn maven
    cd "$home"
    mvn -q -B -ntp test-compile dependency:build-classpath -Dmdep.outputFile=target/faults.classpath -DincludeScope=test
    echo "$(nproc) cores, load average $(cut -d' ' -f1 /proc/loadavg) before we began"
    exec java -Xmx512m -cp "target/test-classes:target/classes:$(cat target/faults.classpath)" greenroom.fault.FaultMatrix
}
