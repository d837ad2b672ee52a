#!/bin/sh
# Sees to it that Debian's chromium is there for the browser tests: installs it where it may, else says so loudly.
# With CI=true a missing browser is a failure; the fixture `browser` then fails too instead of skipping.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done

if [ "$(id -u)" = 0 ]; then as_root=
elif sudo -n true 2>/dev/null; then as_root=sudo
else as_root=none; fi

if [ "$as_root" != none ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing chromium for the browser tests (once) ..."
    $as_root apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null || true
fi

if command -v chromium >/dev/null 2>&1; then exit 0; fi
{
    echo "*************************************************************************"
    echo "* NO BROWSER: the tests marked 'browser' are skipped, so the pages are  *"
    echo "* not tested as people see them. Install it: sudo apt-get install       *"
    echo "* chromium                                                              *"
    echo "*************************************************************************"
} >&2
[ "${CI:-}" != true ]
