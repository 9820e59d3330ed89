#!/usr/bin/env bash
# Gets what the tests of deploy/ and faults/ drive, for root on Debian: nginx, systemd's own checker, the clients, and a
# clock that can be set back. What cannot be had is named by the tests that skip without it.
set -u

missing=()
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing+=(nginx)
command -v systemd-analyze >/dev/null || missing+=(systemd)
command -v openssl >/dev/null || missing+=(openssl)
command -v curl >/dev/null || missing+=(curl)
command -v faketime >/dev/null || missing+=(faketime)
[ ${#missing[@]} = 0 ] && exit 0
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && [ -f /etc/debian_version ] || exit 0

# nginx must not start to serve this machine because a test wants it.
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
case " ${missing[*]} " in *" nginx "*) [ -d /run/systemd/system ] && systemctl disable --quiet nginx ;; esac
exit 0
