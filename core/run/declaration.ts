/**
 * How a follow-up is declared: what opens it, what wakes it, what it may do, wait for and end in (each with a label
 * that a service manager understands), and the pure decision. One machine is rendered from it.
 */
import type { Envelope, EventDefinition, Moment } from '../kernel/event.ts';
import type { Key } from '../kernel/keys.ts';
import type { Attachment } from '../kernel/ports.ts';
import type { Department, Role } from '../kernel/role.ts';
import type { Reader, Row, Write } from '../kernel/table.ts';
import type { Instant } from '../kernel/time.ts';
import type { ContactDecision, SendingFacts } from '../messages/index.ts';
import { type Mode, modeAt, type Playbook, readSettings } from '../playbooks/index.ts';
import { isOwed, type NewPromise, type PromiseCommand, type Promised } from '../promises/index.ts';
import type { Filled } from '../templates/index.ts';
import { followUpResumed } from './events.ts';
import type { LinkWish } from './linked.ts';
import type { Run } from './row.ts';
import type { Pinned } from './under.ts';

/**
 * A fact that a decision stood on: a row, and the version it had; version 0 says that there was none. A claim commits only
 * while all are unmoved.
 */
export interface Fact extends Key {
  readonly version: number;
}

/** A promise that a decision opens, or changes. At most one change to a promise per step. */
export type PromiseChange =
  | { readonly open: Omit<NewPromise, 'followUp' | 'storeId' | 'subject' | 'playbookVersion' | 'shadow'> }
  | { readonly change: Promised; readonly command: PromiseCommand };

/** What a decision says: one thing to do, one thing to wait for, or an end; and why, in words for a service manager. */
export type Step<Act extends string = string, Wait extends string = string, End extends string = string> = {
  readonly because: string;
  readonly promises: readonly PromiseChange[];
} & (
  | { readonly does: 'act'; readonly act: Act; readonly occasion: string }
  | { readonly does: 'wait'; readonly wait: Wait; readonly until: Instant }
  | { readonly does: 'end'; readonly end: End }
  /** A far date: the run ends and the due index opens it again. */
  | { readonly does: 'park'; readonly end: End; readonly until: Instant }
);

/** What an act does, worked out from fresh facts. */
export type Performance =
  /**
   * Inside the system: finished by these writes, in the transaction of the claim. A lifecycle that only observes leaves
   * `writes` out, so a decision must tell by its claims, not by what it wrote, what it has done.
   */
  | {
      readonly kind: 'inside';
      readonly writes: readonly Write[];
      readonly promises: readonly PromiseChange[];
      readonly told: Readonly<Record<string, string>>;
    }
  /** To the outside: the contact rules decide, the claim is written, then the provider is called once. */
  | {
      readonly kind: 'message';
      readonly draft: MessageDraft;
      readonly contact: (now: Instant, sending: SendingFacts) => ContactDecision | undefined;
    };

/**
 * A message before the contact rules have decided: a template and its data, no words yet. The act door finds the
 * customer's language and the store's own text, and adds what SMS and mail must end with.
 */
export interface MessageDraft extends Filled {
  readonly customerId: string;
  /** What the customer knows once this arrived, for later decisions. */
  readonly told: Readonly<Record<string, string>>;
  /** Files that go along when it leaves as a mail. */
  readonly attachments?: readonly Attachment[];
  /** Links by the field of the data that each is put into. The way out of mail that advertises is added by the act door. */
  readonly links?: Readonly<Record<string, LinkWish>>;
}

/** What was seen when a run was looked at: the step that follows, and what it stands on. */
export interface Look {
  readonly step: Step;
  readonly facts: readonly Fact[];
  /** What the run still owes. */
  readonly owed: readonly Promised[];
  /** The version of the settings it was decided on. */
  readonly playbookVersion: number;
  /** How far the lifecycle may go at this store now. One read at most, and only when asked; the same answer again. */
  readonly mode: () => Promise<Mode>;
  /** The same facts once these promises are as given, and what follows then. Reads nothing. */
  readonly once: (promises: readonly Promised[]) => Look;
}

/** A look that still knows what it was decided on, in the follow-up's own types. */
interface Seen<Facts, Act extends string> extends Look {
  readonly step: Step<Act>;
  readonly known: Facts;
}

/** A look by the door that acts. */
interface ActingLook extends Look {
  /** Works out the act of the step; undefined when the step is no act, or the facts no longer call for it. */
  readonly perform: (moment: Moment) => Performance | undefined;
}

/** What a loader read: the facts, their versions as they lie in the table, and this run's promises, oldest first. */
export interface Loaded<Facts> {
  readonly facts: Facts;
  readonly versions: readonly Fact[];
  readonly promises: readonly Promised[];
  /** The rows of the store's own partition, when the loader read them: the playbook's layers are among them. */
  readonly beside?: readonly Row[];
}

/** A declaration. `Facts` is what the loader reads, `Settings` what the playbook sets. */
export interface FollowUpPlan<
  Facts,
  Act extends string,
  Wait extends string,
  End extends string,
  Settings = Readonly<Record<string, unknown>>,
> {
  /** Also the folder, the machine and the beginning of execution names. At most 24 letters and hyphens. */
  readonly name: string;
  readonly title: string;
  readonly department: Department;
  /** Its numbers, and how far it may go. */
  readonly playbook: Playbook<Settings>;
  /** Whose layer of the playbook holds for a run; unless said, or when it is not known, the playbook's own department. */
  readonly departmentOf?: (reader: Reader, run: Run) => Promise<Department | undefined>;
  /** Whose queue gets what the run owes when it is stuck. */
  readonly head: Role;
  /** Any of these opens a run that is not there yet, so that events in any order lose nothing. */
  readonly opens: readonly EventDefinition[];
  readonly wakesOn: readonly EventDefinition[];
  readonly acts: Readonly<Record<Act, string>>;
  readonly waits: Readonly<Record<Wait, string>>;
  readonly ends: Readonly<Record<End, string>>;
  /** Writes a run may spend in one generation before a person must look. */
  readonly budget: number;
  /** Which runs an event is about. */
  readonly runs: (event: Envelope, reader: Reader) => Promise<readonly Run[]>;
  /** Reads the facts. The settings are those that the run's row keeps; the decision gets them with the facts. */
  readonly load: (reader: Reader, run: Run, settings: Settings) => Promise<Loaded<Facts>>;
  /** Pure. */
  readonly decide: (facts: Facts, now: Instant) => Step<Act, Wait, End>;
  /** Pure: the facts with these promises of the run, oldest first, in the place of those it had. */
  readonly withPromises: (facts: Facts, promises: readonly Promised[]) => Facts;
}

/** A declaration as the doors and the renderer see it. */
export interface FollowUp
  extends Omit<FollowUpPlan<unknown, string, string, string, unknown>, 'load' | 'decide' | 'withPromises'> {
  /** Names of all events it hears, a person's word that it may go on included. */
  readonly hears: readonly string[];
  /** Reads the facts and decides, on the settings that the row keeps. The caller has read the row first. */
  readonly look: (reader: Reader, run: Run, now: Instant, settings: Pinned | undefined) => Promise<Look>;
  /** What the run still owes, without a decision: for when the decision is what breaks. */
  readonly owes: (reader: Reader, run: Run) => Promise<readonly Promised[]>;
}

/** A declaration as it was made: what its looks know has its types. */
export interface Declared<Facts, Act extends string> extends FollowUp {
  readonly look: (...asked: Parameters<FollowUp['look']>) => Promise<Seen<Facts, Act>>;
}

/** A follow-up as the door sees it that acts: its looks can also do what they say. */
export interface ActingFollowUp extends FollowUp {
  readonly look: (...asked: Parameters<FollowUp['look']>) => Promise<ActingLook>;
}

/** Promises in the order in which they were opened. */
export const inOrder = (promises: readonly Promised[]): readonly Promised[] =>
  promises.toSorted((a, b) =>
    a.openedAt === b.openedAt ? (a.promiseId < b.promiseId ? -1 : 1) : a.openedAt < b.openedAt ? -1 : 1,
  );

/** Declares a follow-up. What its acts do is joined to it by `acting`, for the one door that needs it. */
export function defineFollowUp<Facts, Act extends string, Wait extends string, End extends string, Settings>(
  plan: FollowUpPlan<Facts, Act, Wait, End, Settings>,
): Declared<Facts, Act> {
  const { load, decide, withPromises, ...rest } = plan;
  const { playbook } = plan;
  const lookAt = (
    loaded: Loaded<Facts>,
    now: Instant,
    under: Pick<Look, 'playbookVersion' | 'mode'>,
  ): Seen<Facts, Act> => {
    const { facts, versions, promises } = loaded;
    return {
      ...under,
      step: decide(facts, now),
      known: facts,
      facts: versions,
      owed: promises.filter(isOwed),
      once: (changed) => {
        const ids = new Set(changed.map(({ promiseId }) => promiseId));
        const all = inOrder([...promises.filter(({ promiseId }) => !ids.has(promiseId)), ...changed]);
        return lookAt({ facts: withPromises(facts, all), versions, promises: all }, now, under);
      },
    };
  };
  return {
    ...rest,
    hears: [...new Set([...plan.opens, ...plan.wakesOn, followUpResumed].map(({ type }) => type))],
    owes: async (reader, run) => (await load(reader, run, playbook.defaults)).promises.filter(isOwed),
    look: async (reader, run, now, kept) => {
      const settings = kept === undefined ? playbook.defaults : readSettings(playbook, kept.settings);
      const loaded = await load(reader, run, settings);
      const whose = kept?.department ?? playbook.department;
      let mode: Promise<Mode> | undefined;
      return lookAt(loaded, now, {
        playbookVersion: kept?.version ?? 0,
        mode: () => {
          mode ??= modeAt(reader, run.storeId, playbook, whose, loaded.beside);
          return mode;
        },
      });
    },
  };
}

/** Joins a follow-up to what its acts do. `perform` is pure; undefined when the facts no longer call for the act. */
export const acting = <Facts, Act extends string>(
  followUp: Declared<Facts, Act>,
  perform: (facts: Facts, act: Act, moment: Moment) => Performance | undefined,
): ActingFollowUp => ({
  ...followUp,
  look: async (...asked) => {
    const seen = await followUp.look(...asked);
    const { step, known } = seen;
    return { ...seen, perform: (moment) => (step.does === 'act' ? perform(known, step.act, moment) : undefined) };
  },
});
