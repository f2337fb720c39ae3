/** The law of a replay: everything is told again, in another order, and nothing comes of it. */
import type { Row } from '../../../core/kernel/table.ts';
import { type Finding, find, keyText, type Law, type Replay, text } from './law.ts';

/** What a run notes of what it hears. That it has heard something again, or of something it need not know, is no change. */
const notes = new Set([
  'version',
  'heard',
  'news',
  'seen',
  'token',
  'expectBy',
  'duePk',
  'dueSk',
  'because',
  'revivals',
]);

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** The attributes that a replay changed and may not. */
function changed(before: Row | undefined, after: Row): readonly string[] {
  if (before === after) return [];
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after)])];
  const kept = names.filter((name) => after['kind'] !== 'follow-up' || !notes.has(name));
  return kept.filter((name) => !same(before?.[name], after[name]));
}

const replaysAreSilent: Law<Replay> = {
  name: 'a replay is silent',
  says: 'The whole log told again in another order commits no event, sends no message and leaves every row as it was, but for what runs note of what they heard.',
  invariants: [8],
  broken({ before, after, events, messages }) {
    const rows = new Map(before.map((row) => [keyText(row), row]));
    const counts: Finding[] = events + messages === 0 ? [] : [{ what: `${events} events and ${messages} messages` }];
    return [
      ...counts,
      ...after.flatMap((row) => {
        const names = changed(rows.get(keyText(row)), row);
        return names.length === 0 ? [] : [find(row, `${keyText(row)}: ${text(names)} changed`)];
      }),
    ];
  },
};

/** The laws of a replay. */
export const replayLaws: readonly Law<Replay>[] = [replaysAreSilent];
