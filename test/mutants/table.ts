/** The table of mutants: which profile noticed which, and by which law. */
import type { Play } from './hunt.ts';
import type { Verdict } from './hunters.ts';

/** One mutant that one profile noticed. */
export interface Kill extends Play {
  readonly mutant: string;
  /** The law that was broken first. */
  readonly law: string;
  readonly what: string;
}

/** What came of all hunts. */
export interface Count {
  readonly total: number;
  readonly killed: number;
  readonly survivors: readonly string[];
  readonly table: readonly Kill[];
  /** Runs that ended otherwise than by a law; they kill nothing. */
  readonly crashes: readonly { readonly mutant: string; readonly crash: string }[];
  /** Where the house as it is broke a law, in a run that killed a mutant. */
  readonly untouched: readonly Verdict[];
}

const cell = (kills: readonly Kill[], mutant: string, profile: string): string => {
  const kill = kills.find((each) => each.mutant === mutant && each.profile === profile);
  return kill === undefined ? '' : kill.law;
};

/** The table in Markdown, then what is left to be explained. An empty cell is a profile that was not needed, or did not notice. */
export function table(
  { total, killed, survivors, table: kills, crashes, untouched }: Count,
  profiles: readonly string[],
) {
  const names = [...new Set([...kills.map(({ mutant }) => mutant), ...survivors])];
  const rows = names.map((name) => `| ${[name, ...profiles.map((each) => cell(kills, name, each))].join(' | ')} |`);
  return [
    `| ${['mutant', ...profiles].join(' | ')} |`,
    `|${' --- |'.repeat(profiles.length + 1)}`,
    ...rows,
    '',
    `${killed} of ${total} mutants were noticed.`,
    ...survivors.map((name) => `SURVIVES ${name}`),
    ...crashes.map(({ mutant, crash }) => `CRASHED ${mutant}: ${crash}`),
    ...untouched.map((verdict) => `UNTOUCHED ${JSON.stringify(verdict)}`),
  ].join('\n');
}
