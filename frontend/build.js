// Builds frontend/ into kejia/wings/static/dist: app.css and app.js. `--watch` keeps building.
import { readFile, rm } from "node:fs/promises";
import * as esbuild from "esbuild";
import { offline } from "./offline/build.js";

// The oldest browser the pages are made for; esbuild lowers what it can to it (docs/look.md says what it cannot).
const FLOOR = ["chrome86", "firefox85", "safari14"];
const OUT = "kejia/wings/static/dist";

// tokens.json is the one place for colours: the style sheet, the contrast test and the offline page read it.
const tokens = {
  name: "tokens",
  setup(build) {
    build.onLoad({ filter: /tokens\.json$/ }, async ({ path }) => {
      const { light, dark } = JSON.parse(await readFile(path, "utf8"));
      const set = (colours) => Object.entries(colours).map(([name, value]) => `--k-${name}:${value};`).join("");
      const contents = [
        `:root{color-scheme:light;${set(light)}}`,
        `@media screen and (prefers-color-scheme:dark){:root:not([data-theme="light"]){color-scheme:dark;${set(dark)}}}`,
        `@media screen{:root[data-theme="dark"]{color-scheme:dark;${set(dark)}}}`,
      ].join("\n");
      return { contents, loader: "css", watchFiles: [path] };
    });
  },
};

const options = {
  entryPoints: [
    { in: "frontend/app.js", out: "app" },
    { in: "frontend/app.css", out: "app" },
  ],
  outdir: OUT,
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  target: FLOOR,
  legalComments: "linked",
  logLevel: "info",
  plugins: [tokens],
};

if (process.argv.includes("--watch")) {
  const context = await esbuild.context(options);
  await context.watch();
} else {
  await rm(OUT, { recursive: true, force: true });
  await Promise.all([options, ...offline(options)].map((each) => esbuild.build(each)));
}
