# Sourced by scripts that install Debian packages for tests or benchmarks.

is_debian_root() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && [ -f /etc/debian_version ]; }

# install_packages PURPOSE PACKAGE...: install each package that can be installed, and name the others. No service is started.
install_packages() {
  local policy=/usr/sbin/policy-rc.d purpose=$1 package
  shift
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
    trap "rm -f $policy" EXIT
  fi
  echo "Installing for the $purpose: $*"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  for package; do
    apt-get install -y -qq --no-install-recommends "$package" >/dev/null || echo "$package could not be installed"
  done
}

# disable_services PACKAGE...: keep the services of installed packages from starting with the machine.
disable_services() {
  local package
  for package; do
    if [ -d /run/systemd/system ]; then systemctl disable --quiet "$package"; fi
  done
}
