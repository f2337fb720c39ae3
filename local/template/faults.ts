/** Everything that is wrong with the templates, told together: mending them one start at a time would be slow. */

export interface Faults {
  /** Notes one fault; `where` names stack, resource and property. The same fault is noted once. */
  add(where: string, sentence: string): void;
  readonly found: readonly string[];
}

export function collectFaults(): Faults {
  const found = new Set<string>();
  return {
    add: (where, sentence) => void found.add(`${where}: ${sentence}`),
    get found() {
      return [...found];
    },
  };
}

/** The templates cannot be run on a laptop; `faults` holds one sentence for each reason. */
export class TemplateError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The local cloud cannot run these stacks:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'TemplateError';
    this.faults = faults;
  }
}
