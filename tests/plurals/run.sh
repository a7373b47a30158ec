#!/usr/bin/env bash
# The program's plural forms against npm's @fluent/bundle. Installs that package and prints the
# lines that are missing in differences.txt, or are not so.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
npm ci --silent
node main.mjs
