#!/usr/bin/env bash
# Installs the programs that tests of deploy/, faults/, store/ and audio run, for root on Debian: nginx, systemd's own checker, clients,
# a clock that can be set back, PostgreSQL, podman, a speech engine and its encoders. Tests skip without a program that cannot be installed, and name it.
set -u
. "$(dirname "$0")/apt.sh"

missing=() services=()
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || { missing+=(nginx); services+=(nginx); }
command -v systemd-analyze >/dev/null || missing+=(systemd)
command -v openssl >/dev/null || missing+=(openssl)
command -v curl >/dev/null || missing+=(curl)
command -v faketime >/dev/null || missing+=(faketime)
command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { missing+=(postgresql); services+=(postgresql); }
command -v opusenc >/dev/null || missing+=(opus-tools)
for name in podman runc debootstrap iptables espeak-ng lame; do
  command -v "$name" >/dev/null || [ -x "/usr/sbin/$name" ] || missing+=("$name")
done
command -v ip >/dev/null || missing+=(iproute2)
for name in netavark aardvark-dns; do # containers' networks, and their names in them
  [ -x "/usr/lib/podman/$name" ] || missing+=("$name")
done
[ ${#missing[@]} = 0 ] && exit 0
is_debian_root || exit 0
install_packages tests "${missing[@]}"
disable_services ${services[@]+"${services[@]}"}
exit 0
