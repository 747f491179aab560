#!/bin/sh
# The browser that the tests drive: Debian's Chromium and fonts for Chinese. Installs them where it may.
set -eu

for candidate in "${KEJIA_CHROMIUM:-}" chromium chromium-browser google-chrome \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1; then
        exit 0
    fi
done
missing="没有浏览器，浏览器测试无法运行，请先执行： No browser for the browser tests; please run: sudo apt-get install chromium fonts-noto-cjk (or KEJIA_CHROMIUM=/path)"
if ! command -v apt-get >/dev/null 2>&1; then
    echo "$missing" >&2
    exit 1
fi
prefix=
if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        prefix="sudo -n"
    else
        echo "$missing" >&2
        exit 1
    fi
fi
echo "安装 Chromium 与中文字体 · installing Chromium and Chinese fonts" >&2
$prefix apt-get update -qq
DEBIAN_FRONTEND=noninteractive $prefix apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null || {
    echo "$missing" >&2
    exit 1
}
