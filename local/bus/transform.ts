/** What a rule hands to its target: the event, a part of it, a constant, or a template with parts put in. */
import type { RuleTargetModel } from '../template/model.ts';
import { isFields } from '../wire/json.ts';

/** The part of the document that a reference path (`$.detail.items[0]`) names; undefined when it is not there. */
export function partAt(path: string, document: unknown): unknown {
  if (!/^\$(\.[A-Za-z0-9_-]+|\[\d+\])*$/.test(path))
    throw new Error(`The path ${path} is not supported by the local cloud.`);
  let part = document;
  for (const [, name, place] of path.matchAll(/\.([A-Za-z0-9_-]+)|\[(\d+)\]/g)) {
    if (name !== undefined) part = isFields(part) ? part[name] : undefined;
    else part = Array.isArray(part) ? part[Number(place)] : undefined;
  }
  return part;
}

/**
 * Puts values into an input template (user guide, "Input transformation"): a JSON template takes every value as JSON,
 * except inside a quoted text, where a text stands without its quotes; an absent value leaves nothing there.
 */
function fill(template: string, lookUp: (name: string) => unknown): string {
  let filled = '';
  let quoted = false;
  for (let i = 0; i < template.length; i += 1) {
    const char = template[i] ?? '';
    const name = char === '<' ? /^<([A-Za-z0-9_.-]+)>/.exec(template.slice(i))?.[1] : undefined;
    if (name !== undefined) {
      const value = lookUp(name);
      const json = value === undefined ? '' : JSON.stringify(value);
      filled += quoted ? (typeof value === 'string' ? json.slice(1, -1) : JSON.stringify(json).slice(1, -1)) : json;
      i += name.length + 1;
      continue;
    }
    if (char === '"' && template[i - 1] !== '\\') quoted = !quoted;
    filled += char;
  }
  return filled;
}

/** The text that the target is invoked with. */
export function inputFor(
  target: RuleTargetModel,
  event: unknown,
  rule: { arn: string; name: string },
  now: string,
): string {
  if (target.input !== undefined) return target.input;
  if (target.inputPath !== undefined) return JSON.stringify(partAt(target.inputPath, event) ?? {});
  if (target.inputTemplate === undefined) return JSON.stringify(event);
  const own: Readonly<Record<string, unknown>> = {
    'aws.events.rule-arn': rule.arn,
    'aws.events.rule-name': rule.name,
    'aws.events.event.ingestion-time': now,
    'aws.events.event': event,
    'aws.events.event.json': event,
  };
  const paths = target.inputPaths ?? {};
  return fill(target.inputTemplate, (name) => {
    const path = paths[name];
    return path === undefined ? own[name] : partAt(path, event);
  });
}
