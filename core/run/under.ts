/**
 * What a run is under: the settings it keeps while it goes on, and how far its lifecycle may go now. The settings are
 * pinned when a generation opens, so that nothing moves under what is owed; the mode is read fresh whenever it matters,
 * so that a switch holds at once for every run.
 */
import * as z from 'zod';
import { type Department, department } from '../kernel/role.ts';
import type { Reader } from '../kernel/table.ts';
import type { ContactDecision, Message } from '../messages/index.ts';
import { effectivePlaybook, type Mode, type Playbook } from '../playbooks/index.ts';

/** The settings of a run, as its row keeps them. A row without them is on the house's defaults, version 0. */
export const pinned = z.object({
  /** Of the store's playbook, when the generation opened. */
  version: z.int().min(0),
  /** Whose layer holds for the run. */
  department,
  settings: z.record(z.string(), z.unknown()),
});
export type Pinned = z.infer<typeof pinned>;

/** Reads what holds at the store now, for a generation that opens. */
export async function pin(
  reader: Reader,
  playbook: Playbook,
  storeId: string,
  whose: Department | undefined,
): Promise<Pinned> {
  const of = whose ?? playbook.department;
  const { version, settings } = await effectivePlaybook(reader, storeId, playbook, of);
  return { version, department: of, settings: z.record(z.string(), z.unknown()).parse(settings) };
}

/** Under what a promise opens. */
export interface Under {
  readonly playbookVersion: number;
  /** The lifecycle only observes: what opens is recorded, and on nobody's desk. */
  readonly shadow: boolean;
}

/** A message that the mode of its lifecycle holds back; the record says what the contact rules would have done. */
interface HeldBack {
  readonly answer: 'refused';
  readonly rule: 'mode-alert' | 'mode-observe';
  readonly record: Message['decision'];
}

/**
 * Whether it is no automation that speaks: what a person wrote by hand, and the confirmation of a customer's own STOP,
 * which is owed whatever a store thinks of its lifecycles (domain section 5, rule 5).
 */
const isAnybodysOwn = ({ record }: ContactDecision): boolean =>
  record.inputs['category'] === 'conversational' || record.rule === 'opt-out-confirmation';

/** What the contact rules say, unless the mode keeps the lifecycle from speaking to customers. */
export function within(mode: Mode, contact: ContactDecision): ContactDecision | HeldBack {
  if (mode === 'automate' || contact.answer !== 'send' || isAnybodysOwn(contact)) return contact;
  const { rule: otherwise, at, inputs } = contact.record;
  const rule = `mode-${mode}` as const;
  return { answer: 'refused', rule, record: { rule, result: 'refused', at, inputs: { ...inputs, mode, otherwise } } };
}
