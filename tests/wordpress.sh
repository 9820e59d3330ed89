#!/usr/bin/env bash
# Installs WordPress, PHP and MariaDB, for root on Debian. The tests skip without what cannot be installed; they start servers
# of their own.
set -u
. "$(dirname "$0")/apt.sh"

lacking() { .venv/bin/python -c 'from tests.browser.wordpress.server import missing; print(*missing())'; }

missing=$(lacking)
[ -z "$missing" ] && exit 0

if is_debian_root; then
  for _ in first "which theme is missing is known after the first installation"; do
    # WordPress depends on a web server and on PHP for one; mini-httpd is small.
    case " $missing " in *" wordpress "*) missing="mini-httpd php-cgi php $missing" ;; esac
    # shellcheck disable=SC2086
    install_packages tests $missing
    case " $missing " in *" mini-httpd "*) update-rc.d mini-httpd disable >/dev/null 2>&1 ;; esac
    missing=$(lacking)
    [ -z "$missing" ] && exit 0
  done
fi
echo "Not installed for the tests with WordPress: $(lacking)"
exit 0
