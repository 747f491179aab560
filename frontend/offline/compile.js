// Compiles the Python sources in zip files with the very Python that will run them: the page starts in half the time.
// node frontend/offline/compile.js FROM.zip TO.zip [FROM.zip TO.zip ...]
import { readFile, writeFile } from "node:fs/promises";
import { loadPyodide } from "pyodide";

const pyodide = await loadPyodide();
pyodide.runPython(`
import zipfile
from importlib.util import MAGIC_NUMBER
from marshal import dumps

UNCHECKED = bytes([1, 0, 0, 0]) + bytes(8)  # there is no source beside it to be checked against
SAME_DAY = (2017, 1, 1, 0, 0, 0)

def compile_archive(given, made):
    with zipfile.ZipFile(given) as sources, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as compiled:
        for name in sorted(n for n in sources.namelist() if not n.endswith("/")):
            content = sources.read(name)
            if name.endswith(".py"):
                content = MAGIC_NUMBER + UNCHECKED + dumps(compile(content, name, "exec", dont_inherit=True))
                name += "c"
            compiled.writestr(zipfile.ZipInfo(name, SAME_DAY), content, zipfile.ZIP_DEFLATED, 9)
`);
const compileArchive = pyodide.globals.get("compile_archive");
const files = process.argv.slice(2);
for (let i = 0; i < files.length; i += 2) {
  pyodide.FS.writeFile("/given.zip", await readFile(files[i]));
  compileArchive("/given.zip", "/made.zip");
  await writeFile(files[i + 1], pyodide.FS.readFile("/made.zip"));
}
