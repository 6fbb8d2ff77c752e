#!/bin/sh
# Brings what the browser tests need: Chromium with its driver (Debian's), and axe-core (npm's),
# which looks for what keeps people from using a page.
#   ./run services browser          asks before it installs system packages
#   ./run services browser --yes    does not ask
# Then: ./run test -m browser
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
folder=$root/.services/browser
axe=4.14.1

say() { printf '%s\n' "$*" >&2; }

# The packages of those commands that are not there.
wanted() {
  command -v chromium >/dev/null || printf 'chromium '
  command -v chromedriver >/dev/null || printf 'chromium-driver '
  command -v npm >/dev/null || printf 'npm '
}

install_packages() {
  command -v apt-get >/dev/null || { say "browser: install these and come back: $1"; exit 69; }
  sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  if [ "${2:-}" != --yes ]; then
    printf 'browser: install with apt-get: %s? [y/N] ' "$1" >&2
    read -r answer || answer=
    case $answer in [yY]*) ;; *) say "browser: nothing installed"; exit 1 ;; esac
  fi
  $sudo apt-get update -qq >&2 || { say "browser: Debian's packages cannot be reached"; exit 69; }
  # shellcheck disable=SC2086  # several packages
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $1 >&2
}

packages=$(wanted)
[ -z "$packages" ] || install_packages "$packages" "${1:-}"
[ -f "$folder/node_modules/axe-core/axe.min.js" ] && grep -q "\"version\": \"$axe\"" "$folder/node_modules/axe-core/package.json" || {
  mkdir -p "$folder"
  npm install --silent --no-save --ignore-scripts --no-audit --no-fund --prefix "$folder" "axe-core@$axe" >&2 \
    || { say "browser: npm cannot fetch axe-core $axe"; exit 69; }
}
say "browser: ready; now: ./run test -m browser"
