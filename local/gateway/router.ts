/** Finds the method of an API for a path, as API Gateway does: a literal segment is preferred to a parameter. */
import type { MethodModel } from '../template/model.ts';

/** A resource of the API that a path leads to; `method` is absent when the resource has no such method. */
export interface Match {
  readonly resourcePath: string;
  readonly method: MethodModel | undefined;
  /** As they were sent: a REST API does not decode them. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Node {
  readonly literals: Map<string, Node>;
  readonly parameters: Map<string, Node>;
  readonly greedy: Map<string, Node>;
  path: string;
  readonly methods: Map<string, MethodModel>;
}

function node(): Node {
  return { literals: new Map(), parameters: new Map(), greedy: new Map(), path: '', methods: new Map() };
}

function child(children: Map<string, Node>, key: string): Node {
  const known = children.get(key) ?? node();
  children.set(key, known);
  return known;
}

function descend(from: Node, segment: string): Node {
  const [, name, plus] = /^\{([^}+]+)(\+?)\}$/.exec(segment) ?? [];
  if (name === undefined) return child(from.literals, segment);
  return child(plus === '+' ? from.greedy : from.parameters, name);
}

const segmentsOf = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '');

/** Answers what a path without its stage leads to; undefined when no resource is there. */
export function openRouter(methods: readonly MethodModel[]): (method: string, path: string) => Match | undefined {
  const root = node();
  for (const method of methods) {
    const end = segmentsOf(method.path).reduce(descend, root);
    end.path = method.path;
    end.methods.set(method.method, method);
  }
  return (method, path) => {
    const found = walk(root, segmentsOf(path), {});
    if (found === undefined) return undefined;
    const { node: end, pathParameters } = found;
    return { resourcePath: end.path, method: end.methods.get(method) ?? end.methods.get('ANY'), pathParameters };
  };
}

interface Found {
  readonly node: Node;
  readonly pathParameters: Readonly<Record<string, string>>;
}

function walk(
  at: Node,
  segments: readonly string[],
  pathParameters: Readonly<Record<string, string>>,
): Found | undefined {
  const [segment, ...rest] = segments;
  if (segment === undefined) return at.methods.size > 0 ? { node: at, pathParameters } : undefined;
  const literal = at.literals.get(segment);
  const straight = literal && walk(literal, rest, pathParameters);
  if (straight) return straight;
  for (const [name, next] of at.parameters) {
    const found = walk(next, rest, { ...pathParameters, [name]: segment });
    if (found) return found;
  }
  for (const [name, next] of at.greedy) {
    if (next.methods.size > 0) return { node: next, pathParameters: { ...pathParameters, [name]: segments.join('/') } };
  }
  return undefined;
}
