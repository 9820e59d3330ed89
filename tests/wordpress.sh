#!/usr/bin/env bash
# Gets WordPress, PHP and MariaDB where they can be had: Debian's packages for root on Debian. What cannot be had is
# named, and the tests skip without it. No service is started: the tests start servers of their own.
set -u

debian() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && [ -f /etc/debian_version ]; }
lacking() { .venv/bin/python -c 'from tests.browser.wordpress.server import missing; print(*missing())'; }

missing=$(lacking)
[ -z "$missing" ] && exit 0

if debian; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  policy=/usr/sbin/policy-rc.d
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy
    trap 'rm -f $policy' EXIT
  fi
  for _ in first "its theme is known by then"; do
    echo "Installing for the tests: $missing"
    case " $missing " in
      *" wordpress "*)  # insists on a web server and on PHP for one; this is a small one
        httpd=mini-httpd
        missing="$missing $httpd php-cgi php" ;;
    esac
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $missing >/dev/null || break
    [ -z "${httpd:-}" ] || update-rc.d $httpd disable >/dev/null 2>&1
    missing=$(lacking)
    [ -z "$missing" ] && exit 0
  done
fi
echo "Not to be had for the tests with WordPress: $(lacking)"
exit 0
