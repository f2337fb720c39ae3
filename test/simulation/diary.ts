/** A diary of a run: events, faults and decisions, each with its instant and what it is about. */
import type { Image } from '../../adapters/memory-table.ts';
import type { Instant } from '../../core/kernel/time.ts';
import type { OnFault } from './faults.ts';
import { fields, text } from './laws/law.ts';
import type { DoorName, Visit } from './visit.ts';

export interface Diary {
  /** Says from where the diary has its time. */
  readonly opens: (now: () => Instant) => void;
  readonly lines: readonly string[];
  readonly fault: OnFault;
  readonly answered: (door: DoorName, payload: unknown, answer: unknown) => void;
  /** Writes down the events of a commit. */
  readonly committed: (images: readonly Image[]) => void;
}

/** What a call of a door is about, in a few words. */
function aboutOf(payload: unknown): string {
  const given = fields(payload);
  const event = fields(given['event'] ?? fields(given['put'])['event']);
  if (given['followUpId'] !== undefined)
    return [
      given['storeId'],
      given['followUpId'],
      given['followUp'],
      `g${text(given['generation'])}`,
      given['act'] ?? '',
      given['occasion'] ?? '',
    ]
      .map(text)
      .join(' ');
  if (event['type'] !== undefined) return `${text(event['storeId'])} ${text(event['type'])} ${text(event['entityId'])}`;
  const key = fields(given['Key']);
  return key['pk'] === undefined ? '' : `${text(fields(key['pk'])['S'])} ${text(fields(key['sk'])['S'])}`;
}

const saidBy: Partial<Record<DoorName, (answer: Readonly<Record<string, unknown>>) => string>> = {
  review: (answer) => {
    const step = fields(answer['step'] ?? answer);
    return `${text(step['next'])} (${text(step['because'])}${step['until'] === undefined ? '' : `, until ${text(step['until'])}`})`;
  },
  act: ({ result, because }) => `${text(result)} (${text(because)})`,
  hear: ({ heard }) => text(heard),
  sweep: (answer) => text(answer),
};

/** Opens an empty diary. */
export function openDiary(): Diary {
  const lines: string[] = [];
  let now: (() => Instant) | undefined;
  const note = (kind: string, words: string): void => void lines.push(`${now?.() ?? ''} ${kind.padEnd(8)} ${words}`);
  return {
    opens(clock) {
      now = clock;
    },
    lines,
    fault: (name, visit: Visit | undefined) =>
      note('fault', `${name}${visit === undefined ? '' : ` · ${visit.door} ${aboutOf(visit.payload)}`}`),
    answered(door, payload, answer) {
      const say = saidBy[door];
      if (say !== undefined) note(door, `${aboutOf(payload)} → ${say(fields(answer))}`);
    },
    committed(images) {
      for (const { old, new: row } of images) {
        if (row['kind'] !== 'outbox' || old !== undefined) continue;
        const { type, entityVersion, storeId, entityId, subject, customerId, actor, data } = fields(row['event']);
        const by = fields(actor);
        const words = [type, `v${text(entityVersion)}`, storeId, entityId, subject, customerId, `by ${text(by['id'])}`];
        const said = [...words.filter((word) => word !== undefined), data].map(text);
        note('event', said.join(' '));
      }
    },
  };
}
