// What the worker has instead of a network: a few parts in memory, each given out once, and nothing else.
export const HOME = "memory:/";

const held = new Map();

export function hold(name, content, type) {
  held.set(HOME + name, { content, type });
}

self.fetch = async (address) => {
  const part = held.get(String(address));
  if (!part) throw new TypeError(`not on this page: ${address}`);
  held.delete(String(address));
  return new Response(part.content, { headers: { "Content-Type": part.type } });
};

// Pyodide takes a worker that can import scripts for one it does not support; this one imports none.
self.importScripts = () => {
  throw new TypeError("no scripts but this one");
};
