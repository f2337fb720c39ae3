/**
 * Reference Paths (states-language.net, "Reference Paths"): paths that name one single node. `$` is the state's
 * input, `$$` the Context Object ("The Context Object"). Everything else of JSONPath is refused when the definition is read.
 */
import { StateError } from './errors.ts';
import { isObject } from './json.ts';

export interface Path {
  readonly text: string;
  readonly root: 'input' | 'context';
  readonly steps: readonly (string | number)[];
}

const STEP = /\.([^.[\]@,:?*()'"\s$]+)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/y;

/** The path, or undefined when the text is not a Reference Path. */
export function parsePath(text: string): Path | undefined {
  const root = text.startsWith('$$') ? 'context' : 'input';
  if (!text.startsWith('$')) return undefined;
  const steps: (string | number)[] = [];
  STEP.lastIndex = root === 'context' ? 2 : 1;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (match === null) return undefined;
    const [, dotted, index, single, double] = match;
    if (index !== undefined) steps.push(Number(index));
    else steps.push(dotted ?? (single ?? double ?? '').replaceAll(/\\(.)/g, '$1'));
  }
  return { text, root, steps };
}

/** What the path names, or undefined when there is nothing: JSON itself has no undefined. */
export function readPath(path: Path, input: unknown, context: unknown): unknown {
  let node = path.root === 'input' ? input : context;
  for (const step of path.steps) {
    if (typeof step === 'number') node = Array.isArray(node) ? node[step] : undefined;
    else node = isObject(node) && Object.hasOwn(node, step) ? node[step] : undefined;
    if (node === undefined) return undefined;
  }
  return node;
}

/**
 * The input with the result put where ResultPath says ("ResultPath"): missing fields are made, a present one is
 * overwritten. What cannot be walked through is `States.ResultPathMatchFailure`.
 */
export function placeResult(path: Path, input: unknown, result: unknown): unknown {
  return place(path, 0, input, result);
}

function place(path: Path, depth: number, node: unknown, result: unknown): unknown {
  const step = path.steps[depth];
  if (step === undefined) return result;
  if (typeof step === 'number') {
    if (!Array.isArray(node) || step >= node.length) throw mismatch(path);
    return node.map((item: unknown, index) => (index === step ? place(path, depth + 1, item, result) : item));
  }
  if (node !== undefined && !isObject(node)) throw mismatch(path);
  const inside: unknown = node !== undefined && Object.hasOwn(node, step) ? node[step] : undefined;
  return { ...node, [step]: place(path, depth + 1, inside, result) };
}

const mismatch = (path: Path): StateError =>
  new StateError(
    'States.ResultPathMatchFailure',
    `Unable to apply ReferencePath ${path.text} to the input: an object or a longer array is needed on the way.`,
  );
