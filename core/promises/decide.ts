/** What can happen to a promise. One change makes one version and one event. */
import { type Happening, happened, type Moment } from '../kernel/event.ts';
import type { Change } from '../kernel/noun.ts';
import { type Owner, sameOwner } from '../kernel/owner.ts';
import { Problem } from '../kernel/problem.ts';
import type { Instant } from '../kernel/time.ts';
import * as events from './events.ts';
import { promiseId } from './keys.ts';
import { isOwed, type Promised, promises } from './promise.ts';

/** Lines kept in a promise's own history; the whole of it is in the log. */
const historyLines = 50;

/** A promise about to be opened by a follow-up. */
export interface NewPromise {
  readonly followUp: string;
  readonly storeId: string;
  readonly subject: string;
  readonly type: string;
  readonly ordinal: number;
  readonly owner: Owner;
  readonly owes: string;
  readonly dueAt: Instant;
  readonly openedAt: Instant;
  readonly customerId?: string;
  /** The version of the playbook that the run is on; 0, the house's defaults, unless said. */
  readonly playbookVersion?: number;
  /** Its lifecycle only observes: nobody is to see it. */
  readonly shadow?: boolean;
}

/** Says of a shadow that it is one, and nothing of the others. */
const shadowed = ({ shadow }: { readonly shadow?: boolean | undefined }) => (shadow === true ? { shadow } : {});

/** Opens a promise. Fails at commit when it is there already. */
export function openPromise(plan: NewPromise, moment: Moment): Change<Promised> {
  const { ordinal, shadow, playbookVersion = 0, ...rest } = plan;
  const state: Promised = {
    ...rest,
    ...shadowed({ shadow }),
    promiseId: promiseId(plan.followUp, plan.subject, plan.type, ordinal),
    state: 'OPEN',
    rung: 0,
    playbookVersion,
    cause: moment.cause,
    history: [{ at: moment.now, actor: moment.actor, what: `Opened: ${plan.owes}` }],
    version: 1,
  };
  const { type, followUp, owner, dueAt } = state;
  return promises.create(
    state,
    happened(events.promiseOpened, { type, followUp, owner, dueAt, playbookVersion, ...shadowed(state) }),
    moment,
  );
}

/**
 * What a person or a follow-up does to an owed promise. A `note` is what a person wrote: it stays in the table, for it
 * may name a customer, which no event does.
 */
export type PromiseCommand =
  | { readonly does: 'acknowledge' }
  | { readonly does: 'hand-over'; readonly to: Owner; readonly because: string; readonly note?: string }
  | {
      readonly does: 'escalate';
      readonly rung: number;
      readonly breachedAt: Instant;
      readonly to: Owner;
      readonly because: string;
    }
  | { readonly does: 'wait'; readonly reason: string }
  /** A shadow becomes a promise like others: its lifecycle does more than observe now. */
  | { readonly does: 'surface' }
  | { readonly does: 'keep'; readonly reason: string; readonly note?: string }
  | { readonly does: 'cancel'; readonly reason: string; readonly note?: string };

interface Outcome {
  readonly state: Partial<Promised>;
  readonly event: Happening;
  readonly what: string;
}

const noted = (text: string, note: string | undefined): string => (note === undefined ? text : `${text} “${note}”`);

function outcome(before: Promised, command: PromiseCommand, moment: Moment): Outcome {
  const base = { type: before.type, followUp: before.followUp, owner: before.owner, ...shadowed(before) };
  switch (command.does) {
    case 'acknowledge':
      return { state: { state: 'ACKED' }, event: happened(events.promiseAcknowledged, base), what: 'Acknowledged.' };
    case 'hand-over':
      return {
        // The new owner has not seen it yet.
        state: { owner: command.to, state: before.state === 'ACKED' ? 'OPEN' : before.state },
        event: happened(events.promiseHandedOver, {
          ...base,
          owner: command.to,
          from: before.owner,
          because: command.because,
        }),
        what: noted(`Handed over: ${command.because}`, command.note),
      };
    case 'escalate':
      return {
        state: {
          owner: command.to,
          rung: command.rung,
          rungAt: moment.now,
          breachedAt: before.breachedAt ?? command.breachedAt,
          state: sameOwner(before.owner, command.to) || before.state !== 'ACKED' ? before.state : 'OPEN',
        },
        event: happened(events.promiseEscalated, {
          ...base,
          owner: command.to,
          rung: command.rung,
          breachedAt: before.breachedAt ?? command.breachedAt,
          because: command.because,
        }),
        what: command.because,
      };
    case 'wait':
      return {
        state: { state: 'WAITING', waitReason: command.reason },
        event: happened(events.promiseWaiting, { ...base, reason: command.reason }),
        what: command.reason,
      };
    case 'surface': {
      const { type, followUp, owner } = before;
      return {
        state: { shadow: false },
        event: happened(events.promiseSurfaced, { type, followUp, owner, dueAt: before.dueAt }),
        what: 'Owed from now on: until now it was only observed.',
      };
    }
    case 'keep':
      return {
        state: { state: 'KEPT', endedAt: moment.now, reason: noted(command.reason, command.note) },
        event: happened(events.promiseKept, {
          ...base,
          late: before.breachedAt !== undefined || moment.now > before.dueAt,
          reason: command.reason,
        }),
        what: noted(`Kept: ${command.reason}`, command.note),
      };
    case 'cancel':
      return {
        state: { state: 'CANCELLED', endedAt: moment.now, reason: noted(command.reason, command.note) },
        event: happened(events.promiseCancelled, { ...base, reason: command.reason }),
        what: noted(`Cancelled: ${command.reason}`, command.note),
      };
    default: {
      const never: never = command;
      return never;
    }
  }
}

/** Changes an owed promise. A promise that ended refuses (409). */
export function changePromise(before: Promised, command: PromiseCommand, moment: Moment): Change<Promised> {
  if (!isOwed(before)) {
    throw new Problem('conflict', `This promise is ${before.state.toLowerCase()} already; it cannot change any more.`);
  }
  const { state, event, what } = outcome(before, command, moment);
  const late = moment.now > before.dueAt && before.breachedAt === undefined ? { breachedAt: before.dueAt } : {};
  const history = [...before.history, { at: moment.now, actor: moment.actor, what }].slice(-historyLines);
  return promises.change(before, { ...before, ...late, ...state, history }, event, moment);
}
