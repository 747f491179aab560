// The page's way to Python, which runs in a worker: questions go there one by one, answers come back as promises.
const asked = new Map();
let next = 1;
let worker;

// Take a part of the page out of the document: its words are large and wanted once.
function taken(id) {
  const part = document.getElementById(id);
  const text = part.textContent;
  part.remove();
  return text;
}

// Start Python; `told(step)` hears how far it is. Rejects where the browser cannot.
export async function start(told) {
  const program = await unpacked(taken("data-worker"));
  const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  worker = new Worker(address);
  const broken = new Promise((_, reject) => {
    worker.onerror = (event) => reject(new Error(event.message || "worker"));
  });
  worker.onmessage = ({ data }) => {
    if (data.step) told(data.step);
    else settle(data);
  };
  const parts = {};
  for (const name of ["wasm", "stdlib", "code", "law", "lock"]) parts[name] = taken(`data-${name}`);
  await Promise.race([ask("start", parts), broken]);
  URL.revokeObjectURL(address);
  broken.catch(() => {});
  worker.onerror = (event) => {
    event.preventDefault();
    for (const id of asked.keys()) settle({ id, error: event.message || "worker" });
  };
}

// Hand an act to Python; `handed` are buffers that need not be copied.
export function ask(act, given = {}, handed = []) {
  return new Promise((resolve, reject) => {
    const id = next++;
    asked.set(id, { resolve, reject });
    worker.postMessage({ id, act, given }, handed);
  });
}

function settle({ id, answer, error }) {
  const waiting = asked.get(id);
  asked.delete(id);
  if (error === undefined) waiting.resolve(answer);
  else waiting.reject(new Error(error));
}

function unpacked(base64) {
  const text = atob(base64);
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}
