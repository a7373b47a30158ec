#!/usr/bin/env bash
# The RIS of the fixture's index, read back by PyPI's rispy and held against its JSON. Installs
# that package into a virtual environment that is gone afterwards, and prints nothing unless
# something is lost. BOLLETTINO names a program that is built already.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

program=${BOLLETTINO-}
if [ -z "$program" ]; then
  (cd "$root" && cargo build --release --locked --quiet)
  program=${CARGO_TARGET_DIR:-$root/target}/release/bollettino
fi

if ! python3 -m venv "$work/venv" 2>/dev/null; then
  as_root=(); [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends python3-venv
  python3 -m venv "$work/venv"
fi
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$here/requirements.txt"

for site in "$here/../site" "$root"; do
  for format in ris json; do
    "$program" index --site "$site" --now 2026-03-02 --format "$format" > "$work/index.$format"
  done
  "$work/venv/bin/python" "$here/main.py" "$work/index.ris" "$work/index.json"
done
