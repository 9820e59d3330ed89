#!/usr/bin/env bash
# Installs the browsers and the screen reader that the tests run: Debian's packages for root on Debian, else Playwright's
# own Chromium. Tests skip without a program that cannot be installed, and name it.
set -u
. "$(dirname "$0")/apt.sh"

missing=()
command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
# The engine without a window's interface is all that most tests need, and takes less of the processor.
command -v chromium-headless-shell >/dev/null || missing+=(chromium-headless-shell)
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing+=(firefox-esr)
command -v WebKitWebDriver >/dev/null || missing+=(webkit2gtk-driver)
command -v Xvfb >/dev/null || missing+=(xvfb)
command -v orca >/dev/null || missing+=(orca at-spi2-core)
command -v dbus-daemon >/dev/null || missing+=(dbus-daemon)
command -v xdotool >/dev/null || missing+=(xdotool)
command -v java >/dev/null || missing+=(default-jre-headless)
command -v epubcheck >/dev/null || missing+=(epubcheck)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
[ ${#missing[@]} = 0 ] && exit 0

if is_debian_root; then install_packages tests "${missing[@]}"; fi
if ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then
  .venv/bin/playwright install chromium || echo "Playwright could not download Chromium"
fi
exit 0
