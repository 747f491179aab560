#!/bin/sh
# Writes requirements/*.txt from *.in: every package with its hashes, no address of a registry.
set -eu
cd "$(dirname "$0")/../requirements"
for name in base dev node; do
    UV_PYTHON_DOWNLOADS=never ../.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
        --no-header --python-version 3.11 "$@" "$name.in" -o "$name.txt"
done
if grep -n '://' ./*.txt; then
    echo "a lock names an address" >&2
    exit 1
fi
