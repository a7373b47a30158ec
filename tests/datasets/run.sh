#!/usr/bin/env bash
# Published datasets read back: figures against pandas, data packages against frictionless, and what
# 100,000 records add to a build. Installs both into a virtual environment that is gone afterwards.
# BOLLETTINO names a program that is built already; UNTIMED=1 lets a slow one pass.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
WORK=$(mktemp -d)
export WORK
trap 'rm -rf "$WORK"' EXIT

program=${BOLLETTINO-}
if [ -z "$program" ]; then
  (cd "$root" && cargo build --release --locked --quiet)
  program=${CARGO_TARGET_DIR:-$root/target}/release/bollettino
fi

if ! python3 -m venv "$WORK/venv" 2>/dev/null; then
  as_root=(); [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends python3-venv
  python3 -m venv "$WORK/venv"
fi
"$WORK/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --only-binary :all: -r "$here/requirements.txt"
"$WORK/venv/bin/python" "$here/main.py" "$program" "$root"
