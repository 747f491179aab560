// The parts of the offline page, for tools/build_offline.py to put into one file.

// What Pyodide needs (tried: Chromium's engine of 96; docs/offline.md) sets the floor, not our own scripts.
const FLOOR = ["chrome97", "firefox113", "safari16.4"];
const OUT = "var/offline/parts";

export function offline(options) {
  const parts = { ...options, outdir: OUT, target: FLOOR, legalComments: "none" };
  return [
    { ...parts, entryPoints: ["frontend/offline/page.js", "frontend/offline/page.css"] },
    { ...parts, entryPoints: ["frontend/offline/floor.js"], target: ["es5"], bundle: false },
    // A classic worker, since a page opened from a disk may start no other; the engine's names stay as they are.
    {
      ...parts,
      entryPoints: ["frontend/offline/worker.js"],
      minify: false,
      define: { "import.meta.url": '"memory:/"' },
      external: ["node:*"],
      logOverride: { "direct-eval": "silent" },
      logLevel: "error",
    },
  ];
}
