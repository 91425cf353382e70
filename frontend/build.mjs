// Bundles the page's script and style into kg/viz/static, the same bytes for the same sources.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

// A test compares this digest with the sources, so that nobody forgets to build.
const digest = createHash("sha256");
for (const name of readdirSync(`${here}src`).sort()) digest.update(`${name}\n`).update(readFileSync(`${here}src/${name}`));
const banner = `/* sources ${digest.digest("hex")} */
/* kg page, Apache-2.0. With d3-zoom, d3-selection, d3-quadtree, d3-transition, d3-drag,
d3-dispatch, d3-ease, d3-color, d3-interpolate, d3-timer, (c) Mike Bostock, ISC license. */`;

await build({
  absWorkingDir: here,
  entryPoints: { page: "src/main.ts" },
  outdir: "../kg/viz/static",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2020", "chrome100", "firefox113"],
  charset: "ascii",
  banner: { js: banner },
  legalComments: "none",
});
await build({
  absWorkingDir: here,
  entryPoints: { page: "src/page.css" },
  outdir: "../kg/viz/static",
  bundle: true,
  minify: true,
  target: ["chrome100", "firefox113"],
});
