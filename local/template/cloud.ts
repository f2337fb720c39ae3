/** The whole cloud from a synthesised assembly: every stack read, the pieces joined, and all faults told at once. */
import { readAssembly } from './assembly.ts';
import { collectFaults, TemplateError } from './faults.ts';
import { joinParts } from './join.ts';
import type { CloudModel } from './model.ts';
import { noParts } from './parts.ts';
import { type Reading, readStack } from './stack.ts';

/**
 * Reads the folder that `cdk synth` wrote. Stacks that name an account and region keep them; `home` is for those that
 * leave them open.
 *
 * @throws TemplateError with one sentence for every resource, property and intrinsic that the local cloud cannot run.
 */
export function readCloud(
  cdkOutFolder: string,
  home: { readonly account: string; readonly region: string },
): CloudModel {
  const faults = collectFaults();
  const assembly = readAssembly(cdkOutFolder, home, faults);
  const reading: Reading = {
    assembly,
    published: { outputs: new Map(), exports: new Map() },
    parts: noParts(),
    inert: new Map(),
    faults,
  };
  for (const stack of assembly.stacks) readStack(stack, reading);
  const [first] = assembly.stacks;
  const place = first ?? { ...home, partition: 'aws' };
  for (const { name, account, region } of assembly.stacks) {
    if (account !== place.account || region !== place.region) {
      faults.add(
        `stack ${name}`,
        `lies in ${account}, ${region}; the local cloud is one account and region (${place.account}, ${place.region})`,
      );
    }
  }
  const { account, region, partition } = place;
  const outputs = Object.fromEntries(
    [...reading.published.outputs].map(([stack, values]) => [stack, Object.fromEntries(values)]),
  );
  const joined = joinParts(reading.parts, { account, region, partition }, faults);
  if (faults.found.length > 0) throw new TemplateError(faults.found);
  return { account, region, partition, ...joined, outputs, inert: Object.fromEntries(reading.inert) };
}
