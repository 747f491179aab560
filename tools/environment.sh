#!/bin/sh
# Makes .venv from the locks: `tools/environment.sh base [dev] [node]`. Does nothing where it already fits.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

may_install() { # prints the prefix with which Debian's packages can be installed here, or fails
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then
        printf ''
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        printf 'sudo -n'
    else
        return 1
    fi
}

python=$(find_python) || {
    say "需要 Python 3.11 或更新版本，这台机器上没有找到。 Python 3.11 or newer is needed and was not found (PYTHON=/path/to/python make ... names one)."
    exit 1
}

fits() { # the environment still answers from this very folder with this lock
    [ -x .venv/bin/python ] && [ -f ".venv/kejia-$1" ] && [ "$(cat ".venv/kejia-$1")" = "$(mark "$1")" ]
}

mark() { printf '%s\n%s\n' "$(pwd -P)" "$({ cat "requirements/$1.txt"; grep '^kejia = ' pyproject.toml; } | cksum)"; }

if [ ! -w . ] || { [ -e .venv ] && [ ! -w .venv ]; }; then
    say "$(pwd) 属于其他用户，无法写入，请在自己的副本中执行 · $(pwd) belongs to another user and cannot be written to: work in a copy of your own"
    exit 1
fi
if [ -d .venv ] && ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    rm -rf .venv # left half made, or its Python has gone
elif [ -f .venv/kejia-base ] && [ "$(head -n 1 .venv/kejia-base)" != "$(pwd -P)" ]; then
    rm -rf .venv # the project was moved: the programs in it still name the old folder
fi

if [ ! -x .venv/bin/pip ]; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        package=$("$python" -c 'import sys; print("python3-venv" if sys.executable in ("/usr/bin/python3", "") else "python3.%d-venv" % sys.version_info[1])')
        if prefix=$(may_install); then
            say "安装 Debian 软件包 $package · installing Debian's package $package"
            $prefix apt-get update -qq
            DEBIAN_FRONTEND=noninteractive $prefix apt-get install -y -qq "$package" >/dev/null
        else
            say "缺少 Python 的 venv 模块，请先执行： Python lacks its venv module; please run: sudo apt-get install $package"
            exit 1
        fi
    fi
    say "建立 Python 环境 .venv · making the Python environment .venv"
    rm -rf .venv
    "$python" -m venv .venv
fi

for name in "$@"; do
    fits "$name" && continue
    say "按锁定清单安装 Python 包 · installing locked Python packages: requirements/$name.txt"
    .venv/bin/python -m pip install --disable-pip-version-check --require-hashes --only-binary :all: \
        --no-deps -r "requirements/$name.txt"
    if [ "$name" = base ]; then
        .venv/bin/python -m pip install --disable-pip-version-check --quiet --no-build-isolation --no-deps --editable .
    fi
    mark "$name" > ".venv/kejia-$name"
done
