#!/usr/bin/env bash
# Measures the ratchet beside its alternatives, one after the other. Arguments go to JMH, e.g. `run.sh -f 1 pingPong`.
# Needs the network once, for the alternatives (AGPL and GPL: they stay in this module's target/ and are never shipped).
set -euo pipefail
cd "$(dirname "$0")"
(cd ../.. && mvn -q -B -ntp -pl interop-tests/benchmarks -am package -Pbench,alternatives -DskipTests)
# signal-protocol-java 2.8.1 was generated for an older protobuf runtime than ours.
mvn -q -B -ntp dependency:copy -Dartifact=com.google.protobuf:protobuf-javalite:3.10.0 -DoutputDirectory=target/lib-old-java
java -cp 'target/classes:target/lib/*' org.openjdk.jmh.Main -p implementation=symbolon,libsignal "$@"
java -cp 'target/classes:target/lib-old-java/*:target/lib/*' org.openjdk.jmh.Main -p implementation=old-java "$@"
