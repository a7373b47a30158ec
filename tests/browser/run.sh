#!/usr/bin/env bash
# The built site in a real browser, with one command:
#
#     tests/browser/run.sh                     all tests; the last line says how many passed
#     tests/browser/run.sh --screenshots DIR   pictures of every page type, to be looked at
#
# Installs what is missing (Debian's chromium and a Java runtime, the packages of package.json) and
# builds the program, the repository's site and the specimen beside this file. SITE_DIR names a
# built site to test in place of the repository's, BOLLETTINO a program that is built already.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

pictures=
case "${1-}" in
  '') ;;
  --screenshots) pictures=$(realpath -m "${2:?a folder for the pictures}") ;;
  *) sed -n '2,/^set /{/^#/p}' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac

install=()
command -v chromium >/dev/null || install+=(chromium fonts-dejavu-core)
command -v java >/dev/null || install+=(default-jre-headless)
if ((${#install[@]})); then
  as_root=(); [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${install[@]}"
fi

cd "$here"
npm ci --silent

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

program=${BOLLETTINO-}
if [ -z "$program" ]; then
  (cd "$root" && cargo build --release --locked --quiet)
  program=${CARGO_TARGET_DIR:-$root/target}/release/bollettino
fi

site=${SITE_DIR-}
if [ -z "$site" ]; then
  site=$work/site
  "$program" build --quiet --site "$root" --out "$site"
fi
# The specimen has the theme as it is in the working tree, not the one inside the program.
cp -R "$here/specimen" "$work/source"
cp -R "$root/themes" "$work/source/themes"
"$program" build --quiet --drafts --site "$work/source" --out "$work/specimen"

if [ -n "$pictures" ]; then
  node screenshots.mjs "$pictures" "$site" "$work/specimen"
else
  node main.mjs "$site" "$work/specimen"
  node preview/main.mjs "$program" "$root"
fi
