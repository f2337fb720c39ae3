import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { leftOut } from './left-out.ts';

/** What one esbuild call made: where each function's asset folder is, and what went into it. */
export interface Bundles {
  /** Folder that holds one folder per function, named like its file in `functions/`. */
  readonly folder: string;
  readonly names: readonly string[];
  /** esbuild's account of inputs and outputs, for `npm run bench`. */
  readonly metafile: Metafile;
}

const root = resolve(import.meta.dirname, '..');

/** Some libraries still call `require`; an ES module has to bring its own. */
const banner = "import{createRequire as houseRequire}from'node:module';const require=houseRequire(import.meta.url);";

/** Names of the doors: every file in `functions/` that is neither a test nor the shared `house.ts`. */
export function functionNames(folder = join(root, 'functions')): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'house.ts')
    .map((file) => basename(file, '.ts'))
    .sort();
}

/**
 * Bundles every function in one esbuild call to `<out>/<name>/index.mjs`, minified, everything included, the SDK too
 * (the runtime's own copy changes without notice). Source maps lie beside the folders, in `.maps`, so that they are at
 * hand and are never uploaded. Throws esbuild's own error when a function does not compile.
 */
export async function bundle(
  out = join(root, '.cache', 'bundles'),
  source = join(root, 'functions'),
): Promise<Bundles> {
  const names = functionNames(source);
  if (names.length === 0) throw new Error(`No functions were found in ${relative(root, source)}.`);
  const result = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, join(source, `${name}.ts`)])),
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    plugins: [leftOut],
    mainFields: ['module', 'main'],
    banner: { js: banner },
    sourcemap: 'external',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  for (const file of result.outputFiles) {
    const path = file.path.endsWith('.map') ? join(out, '.maps', relative(out, file.path)) : file.path;
    writeChanged(path, file.contents);
  }
  for (const left of readdirSync(out)) {
    if (left !== '.maps' && !names.includes(left)) rmSync(join(out, left), { recursive: true });
  }
  return { folder: out, names, metafile: result.metafile };
}

/** Leaves an unchanged file alone: a cloud that runs from these folders must not lose one for a moment. */
function writeChanged(path: string, contents: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, contents);
  renameSync(fresh, path);
}

if (import.meta.main) {
  const made = await bundle();
  for (const name of made.names) {
    const output = Object.entries(made.metafile.outputs).find(([path]) => path.endsWith(`/${name}/index.mjs`));
    console.log(`${name}: ${Math.round((output?.[1].bytes ?? 0) / 1000)} kB`);
  }
}
