#!/bin/sh
# Chromium for the browser tests: the one on the machine, else Debian's when we may install it.
set -eu
for found in chromium chromium-browser google-chrome; do
    if command -v "$found" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Debian's chromium ..." >&2
    log=$(mktemp)
    if apt-get update -qq >"$log" 2>&1 &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >>"$log" 2>&1; then
        rm -f "$log"
        exit 0
    fi
    tail -n 20 "$log" >&2
fi
echo "The browser tests need Chromium: install it (on Debian: sudo apt-get install chromium) and run this again." >&2
exit 1
