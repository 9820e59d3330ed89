#!/usr/bin/env bash
# Installs the programs that the benchmarks run, for root on Debian: wrk, nginx, openssl. A benchmark names what is missing.
set -u
. "$(dirname "$0")/../tests/apt.sh"

missing=() services=()
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || { missing+=(nginx-light); services+=(nginx); }
command -v wrk >/dev/null || missing+=(wrk)
command -v openssl >/dev/null || missing+=(openssl)
[ ${#missing[@]} = 0 ] && exit 0
is_debian_root || exit 0
install_packages benchmarks "${missing[@]}"
disable_services ${services[@]+"${services[@]}"}
exit 0
