#!/usr/bin/env bash
# Gets what the benchmarks drive, for root on Debian: wrk and nginx. What cannot be had is named by the benchmark.
set -u

missing=()
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing+=(nginx-light)
command -v wrk >/dev/null || missing+=(wrk)
command -v openssl >/dev/null || missing+=(openssl)
[ ${#missing[@]} = 0 ] && exit 0
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && [ -f /etc/debian_version ] || exit 0

# nginx must not start to serve this machine because a benchmark wants it.
forbid=/usr/sbin/policy-rc.d
if [ ! -e "$forbid" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$forbid" && chmod 755 "$forbid"
  trap 'rm -f "$forbid"' EXIT
fi
echo "Installing for the benchmarks: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
for package in "${missing[@]}"; do
  apt-get install -y -qq --no-install-recommends "$package" >/dev/null || echo "$package could not be installed"
done
case " ${missing[*]} " in *" nginx-light "*) [ -d /run/systemd/system ] && systemctl disable --quiet nginx ;; esac
exit 0
