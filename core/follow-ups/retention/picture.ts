/** The facts as marketing sees them: which campaign is under way, what it has sent, and what could begin next. */
import type { Customer } from '../../customers/index.ts';
import type { Owner } from '../../kernel/owner.ts';
import type { Role } from '../../kernel/role.ts';
import { type Instant, type LocalDate, latest, localDate, plus, plusDays, type TimeZone } from '../../kernel/time.ts';
import { type ContactDecision, planned } from '../../messages/index.ts';
import { isOwed, type Promised } from '../../promises/index.ts';
import { type Claim, type Desk, endedByPerson, queue } from '../../run/index.ts';
import type { Vehicle } from '../../vehicles/index.ts';
import { type Campaign, campaignsOf, inSendingHours, kinds, makesSense, opensOn } from './campaigns.ts';
import type { Facts } from './facts.ts';
import type { RetentionSettings } from './settings.ts';
import { contact, forGood, silence } from './silence.ts';

/** The promise that a campaign is. */
export const outreach = 'outreach';

/** A campaign that is under way, or begins with this look. */
export interface Running {
  /** What it is about; undefined when that is no longer so. */
  readonly campaign: Campaign | undefined;
  /** The promise; undefined while it is not opened yet. */
  readonly promised: Promised | undefined;
  readonly openedAt: Instant;
  /** When it ends, whatever was sent. */
  readonly closesAt: Instant;
  /** Its messages, those that were refused included, oldest first. */
  readonly touches: readonly Claim[];
  /** Those that left, or may have. */
  readonly sent: readonly Claim[];
}

/** What the facts come to at an instant. */
export interface Picture extends Desk {
  readonly facts: Facts;
  readonly settings: RetentionSettings;
  readonly vehicle: Vehicle;
  readonly customer: Customer | undefined;
  readonly zone: TimeZone;
  readonly owed: readonly Promised[];
  readonly running: Running | undefined;
  /** When the next campaign may begin, and which; undefined when there is nothing to write about. */
  readonly next: { readonly at: Instant; readonly campaign: Campaign } | undefined;
}

const isTouch = ({ act }: Claim): boolean => act.startsWith('send-');

const about = ({ told }: Claim): string => told['campaign'] ?? '';

/** Whether it left, or may have; or would have, had the mode of the lifecycle let it: what is decided is the same. */
const wasSent = ({ state, reason = '' }: Claim): boolean =>
  state === 'REFUSED' ? reason.startsWith('mode-') : state !== 'FAILED';

const rank = ({ kind }: Campaign): number => kinds.indexOf(kind);

/** The promises of campaigns, oldest first. */
const outreaches = (facts: Facts): readonly Promised[] => facts.promises.filter(({ type }) => type === outreach);

/** The day from which a campaign may be done; undefined when it was done for good. */
function freeOn(facts: Facts, campaign: Campaign): LocalDate | undefined {
  const zone = facts.store.timeZone;
  const done = facts.claims.findLast((claim) => isTouch(claim) && about(claim) === campaign.key);
  if (done === undefined) return campaign.from;
  if (campaign.again === undefined) return undefined;
  const then = plusDays(localDate(done.at, zone), campaign.again);
  return then > campaign.from ? then : campaign.from;
}

/** A person who ended a campaign by hand after the day has dealt with what was known then: asking at once would argue. */
function restFromPerson(facts: Facts, day: LocalDate): Instant | undefined {
  const ended = endedByPerson(facts.promises, outreach);
  if (ended === undefined) return undefined;
  const on = localDate(ended, facts.store.timeZone);
  return on < day ? undefined : opensOn(facts, plusDays(on, Math.max(1, facts.settings.restDays)));
}

/** When a campaign may begin: its day, but not while the customer wants quiet or rests from the last one. */
function beginsAt(facts: Facts, campaign: Campaign): Instant | undefined {
  const from = freeOn(facts, campaign);
  if (from === undefined) return undefined;
  const begins = opensOn(facts, from);
  if (campaign.kind === 'recall') return latest(begins, restFromPerson(facts, from) ?? begins);
  const last = outreaches(facts).at(-1)?.endedAt;
  const { quietUntil } = facts.vehicle ?? {};
  const { timeZone } = facts.store;
  const rested =
    last === undefined
      ? undefined
      : opensOn(facts, plusDays(localDate(last, timeZone), Math.max(1, facts.settings.restDays)));
  const quiet = quietUntil === undefined ? undefined : opensOn(facts, quietUntil);
  return latest(begins, rested ?? begins, quiet ?? begins);
}

/** What may begin, and when: the most urgent of what may begin now, else whatever comes first. */
function nextOf(facts: Facts, campaigns: readonly Campaign[], now: Instant): Picture['next'] {
  const coming = campaigns.flatMap((campaign) => {
    const at = beginsAt(facts, campaign);
    return at !== undefined && makesSense(facts, campaign, at > now ? at : now) ? [{ at, campaign }] : [];
  });
  const [due] = coming.filter(({ at }) => at <= now).toSorted((a, b) => rank(a.campaign) - rank(b.campaign));
  return due ?? coming.toSorted((a, b) => (a.at < b.at ? -1 : 1))[0];
}

function runningOf(
  facts: Facts,
  campaigns: readonly Campaign[],
  next: Picture['next'],
  now: Instant,
): Running | undefined {
  const promised = outreaches(facts).find(isOwed);
  if (promised === undefined && (next === undefined || next.at > now)) return undefined;
  const openedAt = promised?.openedAt ?? now;
  const touches = facts.claims.filter((claim) => isTouch(claim) && claim.at >= openedAt);
  const [first] = touches;
  const begun = next !== undefined && next.at <= now ? next.campaign : undefined;
  return {
    campaign: first === undefined ? begun : campaigns.find(({ key }) => key === about(first)),
    promised,
    openedAt,
    closesAt: plus(openedAt, { days: facts.settings.campaignDays }),
    touches,
    sent: touches.filter(wasSent),
  };
}

/** Puts the facts together; undefined when there is no vehicle. */
export function picture(facts: Facts, now: Instant): Picture | undefined {
  const { vehicle, customer, store, staff, settings } = facts;
  if (vehicle === undefined) return undefined;
  const campaigns = campaignsOf(facts, vehicle);
  const next = nextOf(facts, campaigns, now);
  return {
    facts,
    settings,
    vehicle,
    customer,
    store,
    staff,
    now,
    zone: store.timeZone,
    owed: facts.promises.filter(isOwed),
    running: runningOf(facts, campaigns, next, now),
    next,
  };
}

/** Whether the vehicle is no longer the customer's. */
export const isGone = ({ facts, now }: Picture): boolean =>
  forGood.includes(silence(facts, 'service', now)?.rule ?? '');

/** Whether there is a way to the customer, and at which hour: what can be asked before a message is sent. */
export const outlook = ({ facts, now }: Picture, { kind }: Campaign): ContactDecision | undefined =>
  contact(facts, kind, now, { sending: planned });

/** The role that does what machines may not: marketing, or whoever stands in for it at this store. */
export function carer({ staff }: Pick<Desk, 'staff'>): Role {
  const roles: readonly Role[] = ['marketing', 'bdc-manager', 'bdc'];
  return roles.find((role) => staff.some((member) => member.active && member.roles.includes(role))) ?? 'marketing';
}

/** Who owes the customers of this store a word about their vehicles. */
export const owner = (view: Picture): Owner => queue(carer(view));

/** When the next message of a campaign is looked at; undefined when it has sent all it may. */
export function nextTouchAt(
  { facts, settings, zone }: Picture,
  { touches, sent, openedAt }: Running,
): Instant | undefined {
  const last = touches.at(-1);
  if (last === undefined) return inSendingHours(facts, openedAt);
  if (sent.length >= settings.touches) return undefined;
  const gap = wasSent(last) ? settings.touchGapDays : settings.silentGapDays;
  return opensOn(facts, plusDays(localDate(last.at, zone), gap));
}
