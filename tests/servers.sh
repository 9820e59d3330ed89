#!/usr/bin/env bash
# Installs the programs that tests of deploy/, faults/ and store/ run, for root on Debian: nginx, systemd's own checker, clients, a
# clock that can be set back, PostgreSQL. Tests skip without a program that cannot be installed, and name it.
set -u

missing=()
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing+=(nginx)
command -v systemd-analyze >/dev/null || missing+=(systemd)
command -v openssl >/dev/null || missing+=(openssl)
command -v curl >/dev/null || missing+=(curl)
command -v faketime >/dev/null || missing+=(faketime)
command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
[ ${#missing[@]} = 0 ] && exit 0
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && [ -f /etc/debian_version ] || exit 0

# No server is to start on this machine because a test needs its program.
forbid=/usr/sbin/policy-rc.d
if [ ! -e "$forbid" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$forbid" && chmod 755 "$forbid"
  trap 'rm -f "$forbid"' EXIT
fi
echo "Installing for the tests: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
for package in "${missing[@]}"; do
  apt-get install -y -qq --no-install-recommends "$package" >/dev/null || echo "$package could not be installed"
done
for service in nginx postgresql; do
  case " ${missing[*]} " in *" $service "*) [ -d /run/systemd/system ] && systemctl disable --quiet "$service" ;; esac
done
exit 0
