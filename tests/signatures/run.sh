#!/usr/bin/env bash
# Signatures against Debian's minisign: it takes those of `build --sign`, its own are taken by
# `verify`, and both make the same one of the same manifest. Installs minisign, and prints nothing
# unless something is wrong. BOLLETTINO names a program that is built already.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

program=${BOLLETTINO-}
if [ -z "$program" ]; then
  (cd "$root" && cargo build --release --locked --quiet)
  program=${CARGO_TARGET_DIR:-$root/target}/release/bollettino
fi
if ! command -v minisign > /dev/null; then
  as_root=(); [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends minisign > /dev/null
fi

cd "$work"
minisign -G -W -p key.pub -s key.sec > /dev/null
site=(--site "$root" --now 2026-03-02 --quiet)
"$program" build "${site[@]}" --out "$work/by-key" --sign "$work/key.sec"
"$program" build "${site[@]}" --out "$work/by-command" \
  --sign-with 'minisign -S -s key.sec -m {file} -x {signature} -t {comment} -c comment'
for built in by-key by-command; do
  manifest=$built/.well-known/site-manifest.json
  minisign -V -q -p key.pub -m "$manifest"
  "$program" verify "$built" --key key.pub --quiet
  # All but the first line, which nobody vouches for.
  tail -n +2 "$manifest.minisig" > "$built.minisig"
done
cmp by-key.minisig by-command.minisig

# With another key neither takes it.
minisign -G -W -f -p other.pub -s other.sec > /dev/null
if "$program" verify by-key --key other.pub > findings 2>&1; then
  echo 'verify took the signature of another key' >&2
  exit 1
fi
grep -q '^signature' findings
