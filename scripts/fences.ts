import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** A line that crosses a fence of the house. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly says: string;
}

/** What the fences read, and what they found; `files` is there so that a check which saw nothing cannot pass. */
export interface Fenced {
  readonly files: number;
  readonly imports: number;
  readonly violations: readonly Violation[];
}

const rooms = ['bin', 'lib', 'core', 'adapters', 'functions', 'local', 'cli', 'demo', 'bench', 'scripts', 'test'];

/** Rooms that may look into the local cloud: its own, and those that try or measure the whole. */
const guests = ['local', 'test', 'demo', 'bench'];

/** The libraries that core may use: they decide nothing and reach nothing. */
const pure = ['zod', 'temporal-polyfill', 'libphonenumber-js'];

/** What each room may import of the others. Core has its own fence; `test` and what measures may import anything. */
const neighbours: Readonly<Record<string, readonly string[]>> = {
  adapters: ['adapters', 'core'],
  functions: ['functions', 'adapters', 'core'],
  lib: ['lib', 'core'],
  bin: ['bin', 'lib', 'core', 'scripts'],
  cli: ['cli', 'adapters', 'core', 'lib'],
  local: ['local', 'cli', 'scripts'],
  scripts: ['scripts', 'core', 'lib', 'functions'],
};

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const isTest = (file: string): boolean => file.endsWith('.test.ts') || file.startsWith('test/');

/** Where in core a file stands: `kernel`, `run`, `noun parts-orders`, `follow-up parts-eta`, or `register`. */
function placeInCore(file: string): string {
  const [, first = '', second = ''] = file.split('/');
  if (first.endsWith('.ts') || (first === 'follow-ups' && second.endsWith('.ts'))) return 'register';
  if (first === 'kernel' || first === 'run') return first;
  return first === 'follow-ups' ? `follow-up ${second}` : `noun ${first}`;
}

/** Why one file of core may not import another; undefined when it may. */
function coreRefusal(from: string, to: string): string | undefined {
  const here = placeInCore(from);
  const there = placeInCore(to);
  if (here === there || here === 'register' || there === 'kernel') return undefined;
  if (here === 'kernel') return 'the kernel knows no noun and no follow-up';
  if (there === 'register') return 'a register is read from outside core';
  if (there.startsWith('follow-up')) {
    return here.startsWith('follow-up') ? 'follow-ups meet through events only' : 'nouns know no follow-up';
  }
  if (there === 'run') return here.startsWith('follow-up') ? undefined : 'nouns know no run';
  return to.endsWith('/index.ts') ? undefined : `the door of ${there} is its index.ts`;
}

/** Why a file may not import another file of this repository; undefined when it may. */
function roomRefusal(from: string, to: string): string | undefined {
  const [here = ''] = from.split('/');
  const [there = ''] = to.split('/');
  if (there === 'local' && !guests.includes(here)) return 'nothing outside local/ knows of the local cloud';
  if (here === 'local' && ['core', 'functions', 'lib', 'adapters'].includes(there))
    return 'local/ could be lifted out of here';
  if (isTest(from)) return undefined;
  if (here === 'core') return there === 'core' ? coreRefusal(from, to) : `core does not know ${there}/`;
  if (to === 'adapters/bus.ts' && here === 'functions' && from !== 'functions/publish.ts') {
    return 'only functions/publish.ts puts events on the bus';
  }
  const may = neighbours[here];
  return may === undefined || may.includes(there) ? undefined : `${here}/ does not import ${there}/`;
}

/** Why a file may not import a library; undefined when it may. */
function libraryRefusal(from: string, specifier: string): string | undefined {
  const [here = ''] = from.split('/');
  const library = packageOf(specifier);
  if (isTest(from)) return undefined;
  if (here === 'core') return pure.includes(library) ? undefined : `core does not use ${library}`;
  if (['aws-cdk-lib', 'constructs', 'cdk-nag'].includes(library) && here !== 'lib' && here !== 'bin') {
    return 'only lib/ and bin/ know the CDK';
  }
  if (library.startsWith('@middy/') && from !== 'functions/house.ts') return 'only functions/house.ts uses middy';
  if (library.startsWith('@aws-sdk/') && !['adapters', 'cli', 'bench', 'demo', 'local'].includes(here)) {
    return 'services are reached through adapters/';
  }
  return undefined;
}

/** Names of the surroundings, which core is handed as arguments. */
const surroundings = ['process', 'console', 'globalThis', 'crypto', 'fetch', 'setTimeout', 'setInterval', 'Buffer'];

/** What a node does that core may not; undefined when nothing. */
function impurity(node: ts.Node): string | undefined {
  if (ts.isAsExpression(node) && node.type.getText() !== 'const') return 'a cast hides what the compiler knows better';
  if (ts.isTypeAssertionExpression(node)) return 'a cast hides what the compiler knows better';
  if (ts.isNonNullExpression(node)) return 'a `!` hides what the compiler knows better';
  if (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random') return 'chance is an argument';
  if (ts.isPropertyAccessExpression(node) && node.getText() === 'performance.now') return 'time is an argument';
  if (ts.isIdentifier(node) && surroundings.includes(node.text) && ts.isExpression(node) && !isName(node)) {
    return `core has no ${node.text}`;
  }
  return undefined;
}

/** Whether an identifier only names a member, as in `run.process` or `{ process: 1 }`. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ts.isTypeElement(parent) ||
    ts.isBindingElement(parent)
  );
}

/** Whether a node reads the clock. */
function readsClock(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;
  return ts.isPropertyAccessExpression(node) && ['Date.now', 'Temporal.Now'].includes(node.getText());
}

const hasClockOfItsOwn = (file: string): boolean =>
  !['core', 'adapters', 'functions', 'cli'].includes(file.split('/')[0] ?? '') ||
  file === 'adapters/clock.ts' ||
  isTest(file);

function judge(file: string, node: ts.Node): string | undefined {
  if (readsClock(node) && !hasClockOfItsOwn(file)) return 'only adapters/clock.ts reads the clock';
  return file.startsWith('core/') && !isTest(file) ? impurity(node) : undefined;
}

function importRefusal(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return roomRefusal(file, join(dirname(file), specifier));
  return libraryRefusal(file, specifier);
}

/** Every fence that one file crosses. `file` is its path from the root, with slashes. */
export function violationsOf(
  file: string,
  text: string,
): { readonly imports: number; readonly violations: readonly Violation[] } {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const violations: Violation[] = [];
  const found = (position: number, says: string | undefined): void => {
    if (says === undefined) return;
    violations.push({ file, line: source.getLineAndCharacterOfPosition(position).line + 1, says });
  };
  const { importedFiles } = ts.preProcessFile(text, true, true);
  for (const { fileName, pos } of importedFiles) found(pos, importRefusal(file, fileName));
  const walk = (node: ts.Node): void => {
    found(node.getStart(source), judge(file, node));
    ts.forEachChild(node, walk);
  };
  walk(source);
  return { imports: importedFiles.length, violations };
}

/** Reads every TypeScript file of the repository and says which fences they cross. */
export function fences(root = resolve(import.meta.dirname, '..')): Fenced {
  const files = rooms
    .flatMap((room) => list(join(root, room)))
    .map((file) => relative(root, file).replaceAll('\\', '/'));
  const read = files.map((file) => violationsOf(file, readFileSync(join(root, file), 'utf8')));
  return {
    files: files.length,
    imports: read.reduce((sum, { imports }) => sum + imports, 0),
    violations: read.flatMap(({ violations }) => violations),
  };
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

if (import.meta.main) {
  const { files, imports, violations } = fences();
  for (const { file, line, says } of violations) console.error(`${file}:${line} ${says}`);
  console.log(`${files} files and ${imports} imports read, ${violations.length} crossings`);
  process.exit(violations.length === 0 && files > 0 && imports > 0 ? 0 : 1);
}
