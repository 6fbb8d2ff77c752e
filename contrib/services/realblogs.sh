#!/bin/sh
# Real blogs on this machine, for tests and for trying things out: four WordPress (Debian's, with
# MariaDB, PHP and nginx), a static blog with Isso, and pywb with what is left of one that is gone.
#   ./run services realblogs [--yes]          install, fill (once), start, print where it is as JSON
#   ./run services realblogs --ghost          the same with a Ghost from npm (Node 18, 20 or 22)
#   ./run services realblogs stop | status    end the servers; which of them run
#   ./run services realblogs reset            forget what the blogs hold
#   ./run services realblogs truth            what stands in their databases
#   ./run services realblogs off BLOG | on    take a WordPress from the net, and all back
# --yes installs Debian's packages without asking, as root. All that runs, runs from
# .services/realblogs in this checkout, on loopback, as nobody where you are root; nothing of the
# machine's own configuration is used. THREADHOP_REALBLOGS_PORT (18480) is the first of six ports;
# THREADHOP_REALBLOGS_FOLDER puts it all elsewhere.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
here=$root/contrib/services/realblogs
folder=${THREADHOP_REALBLOGS_FOLDER:-$root/.services/realblogs}
python=$root/.venv/bin/python
isso=0.14.0
pywb=2.10.0
ghost=5.130.0
# The servers first: they satisfy what wordpress asks for, so that no second one is brought.
servers='nginx-light php-fpm php-cli php-mysql php-curl php-xml php-mbstring php-gd mariadb-server-core mariadb-client-core'
blogs='php wordpress wordpress-theme-twentytwentyone wordpress-theme-twentytwentytwo wordpress-theme-twentytwentythree wordpress-l10n'

say() { printf '%s\n' "$*" >&2; }

lacking() {
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s ' "$package"
  done
}

# Debian starts what it installs unless this file says no; only ours is removed again.
policy=/usr/sbin/policy-rc.d
quietly() {
  [ -e "$policy" ] || {
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod 755 "$policy"
    trap 'rm -f "$policy"' EXIT
  }
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

install_packages() {
  command -v apt-get >/dev/null || { say "realblogs: this needs Debian 12 or its like, with: $servers $blogs"; exit 69; }
  [ "$(id -u)" = 0 ] || {
    say "realblogs: these are needed; type: sudo apt-get install --no-install-recommends $1"
    exit 69
  }
  if [ "$2" != --yes ]; then
    printf 'realblogs: install with apt-get: %s? [y/N] ' "$1" >&2
    read -r answer || answer=
    case $answer in [yY]*) ;; *) say "realblogs: nothing installed"; exit 1 ;; esac
  fi
  apt-get update -qq >&2 || { say "realblogs: Debian's packages cannot be reached"; exit 69; }
  # shellcheck disable=SC2086  # several packages
  quietly $servers
  # shellcheck disable=SC2086
  quietly $blogs
}

# A program from PyPI in an environment of its own, for its needs are not ours.
environment() {
  [ -x "$folder/venv-$1/bin/$3" ] && [ "$(cat "$folder/venv-$1/version" 2>/dev/null)" = "$2" ] && return
  say "realblogs: fetching $1 $2"
  if command -v uv >/dev/null 2>&1; then
    uv venv --quiet --clear --python "$python" "$folder/venv-$1" >&2
    uv pip install --quiet --python "$folder/venv-$1/bin/python" "$1==$2" >&2
  else
    "$python" -m venv --clear "$folder/venv-$1" >&2
    "$folder/venv-$1/bin/python" -m pip install --quiet --disable-pip-version-check "$1==$2" >&2
  fi
  printf '%s' "$2" > "$folder/venv-$1/version"
}

# Ghost's package is meant for its own installer: npm takes it without what only its makers need,
# and SQLite for it is compiled, since nobody here serves the compiled one.
ghost_of_npm() {
  node=$(command -v node) && command -v npm >/dev/null || { say "realblogs: Ghost needs node and npm"; exit 69; }
  case $(node -p 'process.versions.node.split(".")[0]') in
    18 | 20 | 22) ;;
    *) say "realblogs: Ghost $ghost runs on Node 18, 20 or 22, this is $(node --version)"; exit 69 ;;
  esac
  prefix=$(node -p 'require("path").dirname(require("path").dirname(process.execPath))')
  [ -f "$prefix/include/node/node.h" ] || { say "realblogs: Ghost needs Node's headers in $prefix/include/node"; exit 69; }
  say "realblogs: fetching Ghost $ghost (500 MB on disk, three minutes)"
  rm -rf "$folder/ghost" "$folder/ghost.new"
  mkdir -p "$folder/ghost.new"
  (
    cd "$folder/ghost.new"
    npm pack --silent "ghost@$ghost" >&2
    tar xzf "ghost-$ghost.tgz"
    rm "ghost-$ghost.tgz"
    cd package
    npm pkg delete devDependencies >&2
    npm install --omit=dev --no-audit --no-fund --ignore-scripts --legacy-peer-deps --loglevel=error >&2
    cd node_modules/sqlite3
    npx --offline node-gyp rebuild --silent --nodedir="$prefix" >/dev/null 2>&1
  )
  mv "$folder/ghost.new" "$folder/ghost"
}

yes=
with_ghost=
while :; do
  case ${1:-} in
    --yes) yes=--yes ;;
    --ghost) with_ghost=1 ;;
    start) ;;
    *) break ;;
  esac
  shift
done
if [ $# = 0 ]; then
  # shellcheck disable=SC2086
  packages=$(lacking $servers $blogs)
  [ -z "$packages" ] || install_packages "$packages" "$yes"
  mkdir -p "$folder"
  environment isso "$isso" isso
  environment pywb "$pywb" wayback
  [ -z "$with_ghost" ] || [ -f "$folder/ghost/package/package.json" ] || ghost_of_npm
fi
exec "$python" "$here" "$@"
