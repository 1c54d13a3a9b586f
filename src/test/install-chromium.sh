#!/usr/bin/env bash
# Installs Chromium from Debian's packages, for the tests that look at pages in a browser. Where it
# is there already nothing happens; where it cannot be had, those tests are skipped.
set -euo pipefail

if command -v chromium >/dev/null || command -v chromium-browser >/dev/null; then
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "No apt-get here: install Chromium by hand, or the browser tests are skipped."
  exit 0
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  as_root=(sudo -n)
fi
export DEBIAN_FRONTEND=noninteractive
if ! "${as_root[@]}" apt-get update -q ||
  ! "${as_root[@]}" apt-get install -y -q --no-install-recommends chromium fonts-dejavu-core; then
  echo "Chromium could not be installed; the browser tests are skipped."
fi
