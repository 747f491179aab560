// Runs Python in a worker of the offline page: everything it needs was handed over by the page, nothing is fetched.
import { hold, HOME } from "./memory.js"; // first: it stands where Pyodide looks for a network
import { loadPyodide } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";

let python;

async function start(parts) {
  tell(1);
  hold("pyodide.asm.wasm", await unpacked(parts.wasm), "application/wasm");
  hold("python_stdlib.zip", bytes(parts.stdlib), "application/zip");
  tell(2);
  const pyodide = await loadPyodide({
    indexURL: HOME,
    packageBaseUrl: HOME,
    stdLibURL: `${HOME}python_stdlib.zip`,
    lockFileContents: JSON.parse(parts.lock),
    createPyodideModule,
  });
  tell(3);
  pyodide.FS.writeFile("/kejia.zip", bytes(parts.code));
  pyodide.globals.set("law", parts.law);
  python = pyodide.runPython(`
import sys
sys.path.insert(0, "/kejia.zip")
from kejia.judging.offline import Desk

class PageDesk(Desk):
    def judge(self, content, options, before):
        return super().judge(content.to_bytes(), options, before and before.to_bytes())

PageDesk(law)
`);
  tell(4);
}

function tell(step) {
  self.postMessage({ step });
}

function bytes(base64) {
  const text = atob(base64);
  const found = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) found[i] = text.charCodeAt(i);
  return found;
}

function unpacked(base64) {
  return new Response(
    new Blob([bytes(base64)]).stream().pipeThrough(new DecompressionStream("gzip")),
  ).arrayBuffer();
}

const acts = {
  start,
  judge: ({ content, options, before }) =>
    python.judge(new Uint8Array(content), options, before && new Uint8Array(before)),
  tell: ({ language }) => python.tell(language),
  report({ language }) {
    const proxy = python.report(language);
    try {
      return proxy.toJs();
    } finally {
      proxy.destroy();
    }
  },
  forget: () => python.forget(),
};

self.onmessage = async ({ data: { id, act, given } }) => {
  try {
    self.postMessage({ id, answer: await acts[act](given) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
};
