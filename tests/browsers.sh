#!/usr/bin/env bash
# Gets the browsers and the screen reader that the tests drive, where they can be had: Debian's packages for root on
# Debian, else Playwright's own Chromium. What cannot be had is named by the tests that skip without it.
set -u

debian() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && [ -f /etc/debian_version ]; }

missing=()
command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing+=(firefox-esr)
command -v WebKitWebDriver >/dev/null || missing+=(webkit2gtk-driver)
command -v Xvfb >/dev/null || missing+=(xvfb)
command -v orca >/dev/null || missing+=(orca at-spi2-core)
command -v dbus-daemon >/dev/null || missing+=(dbus-daemon)
command -v xdotool >/dev/null || missing+=(xdotool)
command -v java >/dev/null || missing+=(default-jre-headless)
[ ${#missing[@]} = 0 ] && exit 0

if debian; then
  echo "Installing for the tests: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  for package in "${missing[@]}"; do
    apt-get install -y -qq --no-install-recommends "$package" >/dev/null || echo "$package could not be installed"
  done
fi
if ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then
  .venv/bin/playwright install chromium || echo "Playwright could not download Chromium"
fi
exit 0
