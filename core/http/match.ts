/** Finding the route of a path among route data. */
import { Problem } from '../kernel/problem.ts';
import type { Route } from '../kernel/route.ts';

/** The routes that a path has, by method, and what the path says. */
export interface Match {
  readonly methods: ReadonlyMap<string, Route>;
  readonly params: Readonly<Record<string, string>>;
}

interface Pattern {
  readonly steps: readonly string[];
  readonly methods: Map<string, Route>;
}

const isParameter = (step: string): boolean => step.startsWith('{') && step.endsWith('}');

/** A word beats a parameter at the first place where they differ: `/promises/mine` is no promise's id. */
function byWordsFirst(a: Pattern, b: Pattern): number {
  const at = a.steps.findIndex((step, i) => isParameter(step) !== isParameter(b.steps[i] ?? ''));
  if (at === -1) return 0;
  return isParameter(a.steps[at] ?? '') ? 1 : -1;
}

/** What stands in the path. Throws 400 when it is encoded wrongly. */
function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    throw new Problem('bad-request', 'The path is not encoded as UTF-8 percent escapes.');
  }
}

function fits(pattern: Pattern, steps: readonly string[]): boolean {
  return (
    pattern.steps.length === steps.length &&
    pattern.steps.every((step, i) => (isParameter(step) ? steps[i] !== '' : step === steps[i]))
  );
}

/** Makes the matcher of a register: the path's routes by method, or undefined for a path that is none. */
export function matcher(routes: readonly Route[]): (path: string) => Match | undefined {
  const patterns = new Map<string, Pattern>();
  for (const route of routes) {
    const pattern = patterns.get(route.path) ?? { steps: route.path.split('/'), methods: new Map() };
    pattern.methods.set(route.method, route);
    patterns.set(route.path, pattern);
  }
  const ordered = [...patterns.values()].sort(byWordsFirst);
  return (path) => {
    const steps = path.split('/');
    const found = ordered.find((pattern) => fits(pattern, steps));
    if (found === undefined) return undefined;
    const named = found.steps.flatMap((step, i) =>
      isParameter(step) ? [[step.slice(1, -1), decoded(steps[i] ?? '')] as const] : [],
    );
    return { methods: found.methods, params: Object.fromEntries(named) };
  };
}
