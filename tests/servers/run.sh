#!/usr/bin/env bash
# The snippets of `bollettino headers` in the servers they are for: nginx, Apache and Caddy from
# Debian serve the built sample site, and every answer is held against what was promised. Installs
# them, listens on loopback only, and prints a line a server. BOLLETTINO names a program that is
# built already.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

program=${BOLLETTINO-}
if [ -z "$program" ]; then
  (cd "$root" && cargo build --release --locked --quiet)
  program=${CARGO_TARGET_DIR:-$root/target}/release/bollettino
fi

missing=()
for server in nginx:nginx-light apache2:apache2 caddy:caddy; do
  command -v "${server%%:*}" > /dev/null || missing+=("${server#*:}")
done
if [ ${#missing[@]} -gt 0 ]; then
  as_root=(); [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  # Installed, not started: each is started here, on a port of its own.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
    apt-get install -qq -y --no-install-recommends "${missing[@]}" > /dev/null
fi

# The sample site with what it has none of: a former address and one where nothing is any more.
mkdir "$work/site"
cp -r "$root"/{content,i18n,themes,site.yaml} "$work/site"
printf 'from,to,status\n/vecchia/,/it/,301\n/sparita/,,410\n' > "$work/site/redirects.csv"
site=(--site "$work/site" --now 2026-03-02)
"$program" build "${site[@]}" --out "$work/public" --quiet
for server in nginx apache caddy; do
  "$program" headers "$server" "${site[@]}" > "$work/$server.conf"
done
# Servers drop their rights and read the site all the same.
chmod -R a+rX "$work"
node "$here/main.mjs" "$work"
