// Bundles src/*.js and src/pages/*.js (scripts) and src/*.css and src/pages/*.css (styles) into the Python package, under names with
// the hash of their content, and writes manifest.json: plain name → built name. A new file in one of these folders is a new bundle.
import { build, context } from "esbuild";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(here, "../src/vedette/serve/web/static");
const entries = ["src", "src/pages"].flatMap((folder) =>
  readdirSync(join(here, folder)).filter((name) => /\.(js|css)$/.test(name)).map((name) => join(here, folder, name)),
);

const OWN = ["manifest.json", "sizes.json", "LICENCES.txt"];

const options = {
  entryPoints: entries,
  outdir: out,
  outbase: join(here, "src"),
  entryNames: "[name]-[hash]",
  chunkNames: "chunk-[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  metafile: true,
  charset: "utf8",
  legalComments: "none",
  loader: { ".woff2": "file", ".svg": "file", ".json": "file" },
  publicPath: "/static",
  logLevel: "warning",
};

/** plain name ("app.js") → built name, and for each page's script all that it loads at once. */
function manifest(outputs) {
  const files = {};
  const sizes = {};
  const chunks = {};
  const name = (path) => relative(out, resolve(path));
  for (const [path, output] of Object.entries(outputs)) {
    if (path.endsWith(".woff2")) files[basename(path).replace(/-[A-Z0-9]{8}\./, ".")] = name(path);
    if (!output.entryPoint) continue;
    const plain = basename(output.entryPoint);
    files[plain] = name(path);
    if (!plain.endsWith(".js")) continue;
    const loaded = new Set();
    const follow = (file) => {
      if (loaded.has(file)) return;
      loaded.add(file);
      outputs[file].imports.filter((i) => i.kind === "import-statement").forEach((i) => follow(i.path));
    };
    follow(path);
    chunks[plain] = [...loaded].filter((file) => file !== path).map(name);
    sizes[plain] = [...loaded].reduce((sum, file) => sum + gzipSync(readFileSync(resolve(file))).length, 0);
  }
  return { files, chunks, sizes };
}

/** The licences of everything that is bundled, one after the other. */
function licences() {
  const used = Object.keys(JSON.parse(readFileSync(join(here, "package.json"), "utf8")).devDependencies);
  const lock = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8")).packages;
  const bundled = Object.keys(lock).filter((path) => path && !/esbuild/.test(path) && existsSync(join(here, path)));
  const texts = bundled.map((path) => {
    const folder = join(here, path);
    const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
    const text = file ? readFileSync(join(folder, file), "utf8").trim() : lock[path].license ?? "";
    return `${path.replace(/^.*node_modules\//, "")} ${lock[path].version}\n\n${text}\n`;
  });
  if (!used.length) throw new Error("package.json names nothing that is bundled");
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

/** Takes out what earlier builds left. */
function tidy(outputs) {
  const kept = new Set([...Object.keys(outputs).map((path) => basename(path)), ...OWN, ...readdirSync(join(here, "public"))]);
  readdirSync(out).filter((name) => !kept.has(name)).forEach((name) => rmSync(join(out, name), { recursive: true }));
}

function write(result) {
  const made = manifest(result.metafile.outputs);
  tidy(result.metafile.outputs);
  writeFileSync(join(out, "manifest.json"), JSON.stringify(made.files, null, 1) + "\n");
  writeFileSync(join(out, "sizes.json"), JSON.stringify({ gzip: made.sizes, chunks: made.chunks }, null, 1) + "\n");
  writeFileSync(join(out, "LICENCES.txt"), licences());
  for (const [name, bytes] of Object.entries(made.sizes)) console.log(`${name}: ${(bytes / 1000).toFixed(1)} kB compressed`);
}

mkdirSync(out, { recursive: true });
cpSync(join(here, "public"), out, { recursive: true });
if (process.argv.includes("--watch")) {
  const watching = await context({ ...options, plugins: [{ name: "manifest", setup: (b) => b.onEnd((r) => r.metafile && write(r)) }] });
  await watching.watch();
} else {
  write(await build(options));
}
