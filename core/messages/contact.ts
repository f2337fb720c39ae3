/**
 * The contact decision: may this message go to this customer now, by which channel, and if not, why or not before when
 * (domain page, section 5). Pure, so that the record of a decision can be decided again and gives the same answer.
 * Review asks it to plan; the act door asks again with its own clock, because consent and clocks move in between.
 */
import { type Instant, type TimeZone, wallClock } from '../kernel/time.ts';
import {
  type Channel,
  type ChannelView,
  type ContactCategory,
  channelViews,
  leadingNumber,
  type Recipient,
  type Refusal,
} from './contact-channel.ts';
import { firstAllowed, type Place, windowOn } from './contact-window.ts';
import { areaCodeOf } from './data/area-codes.ts';
import type { ContactWindows } from './data/contact-windows.ts';
import { isState, stateZones } from './data/states.ts';

export type { ContactCategory, Recipient } from './contact-channel.ts';
export { CONTACT_WINDOWS, type ContactWindows } from './data/contact-windows.ts';

/** What is to be decided. */
export interface ContactRequest {
  readonly category: ContactCategory;
  /** Name of the template, for the record. */
  readonly template: string;
  readonly customer: Recipient;
  readonly windows: ContactWindows;
  /** Stands in where neither address nor area code says where the customer is. */
  readonly storeZone: TimeZone;
  readonly storeState: string;
  readonly now: Instant;
  /** Seconds before a window's end at which it counts as closed: as long as the act door may take. */
  readonly marginSeconds: number;
}

/** The rule that decided. */
export type ContactRule = 'allowed' | 'outside-window' | Refusal;

/** Why a message went or did not go. Holds no number, address or name, so it may be logged. */
export interface ContactRecord {
  readonly rule: ContactRule;
  readonly result: 'send' | 'refused' | 'notBefore';
  readonly at: Instant;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The answer. `zones` are those whose clocks were asked; empty where no window applies. */
export type ContactDecision =
  | { answer: 'send'; channel: Channel; to: string; zones: readonly TimeZone[]; record: ContactRecord }
  | { answer: 'refused'; rule: Refusal; record: ContactRecord }
  | { answer: 'notBefore'; until: Instant; rule: 'outside-window'; record: ContactRecord };

const CANADA_AND_US = ['US', 'CA'];

/** Where the address lies; nothing when it does not say or is abroad. */
function addressPlaces({ address }: Recipient): readonly Place[] {
  const { state, postalCode, country = 'US' } = address ?? {};
  if (state === undefined || !isState(state) || !CANADA_AND_US.includes(country)) return [];
  return stateZones(state, postalCode).map((zone) => ({ knownBy: 'address', state, zone }));
}

function areaCodePlaces(number: string | undefined): readonly Place[] {
  const found = number === undefined ? undefined : areaCodeOf(number);
  if (found === undefined) return [];
  return found.zones.map((zone) => ({ knownBy: 'area-code', state: found.state, zone }));
}

/** Where the recipient may be: by address and by area code; by the store where neither is known. */
function placesOf({ customer, storeState, storeZone }: ContactRequest, number: string | undefined): readonly Place[] {
  const known = [...addressPlaces(customer), ...areaCodePlaces(number)];
  return known.length > 0 ? known : [{ knownBy: 'store', state: storeState, zone: storeZone }];
}

/** The rule that stands for both channels: an opt-out outweighs a channel that is not there. */
function refusalOf(views: readonly ChannelView[]): Refusal {
  const refusals = views.flatMap((view) => ('refused' in view ? [view.refused] : []));
  return refusals.find((rule) => rule !== 'no-channel') ?? 'no-channel';
}

function recordOf(request: ContactRequest, views: readonly ChannelView[], places: readonly Place[]) {
  const { category, template, customer, windows, marginSeconds, now } = request;
  const inputs = {
    category,
    template,
    customerId: customer.customerId,
    preferredChannel: customer.preferredChannel ?? 'not said',
    channels: views.map((view) => `${view.channel}: ${'refused' in view ? view.refused : 'open'}`),
    windows: windows.edition,
    marginSeconds,
    places: places.map((place) => {
      const { date, time } = wallClock(now, place.zone);
      const window = windowOn(date, place, windows);
      return { ...place, localTime: `${date} ${time}`, window: window ? `${window.from}-${window.to}` : 'none' };
    }),
  };
  return (rule: ContactRule, result: ContactRecord['result'], more: Record<string, unknown> = {}): ContactRecord => ({
    rule,
    result,
    at: now,
    inputs: { ...inputs, ...more },
  });
}

/**
 * Decides. The first open channel in the customer's order is taken. Its window holds for mail as for SMS and for news
 * about the car as for offers: the law speaks of marketing by phone, but a mail rings the same phone at night, one rule
 * can be explained at the counter, and a message that waits until eight has lost nothing. An answer in a conversation
 * that the customer is having has no window.
 */
export function decideContact(request: ContactRequest): ContactDecision {
  const { category, customer, windows, marginSeconds, now } = request;
  const views = channelViews(customer, category, now);
  const open = views.find((view) => 'to' in view);
  if (open === undefined) {
    const rule = refusalOf(views);
    return { answer: 'refused', rule, record: recordOf(request, views, [])(rule, 'refused') };
  }
  const { channel, to } = open;
  const number = channel === 'sms' ? to : leadingNumber(customer);
  const places = category === 'conversational' ? [] : placesOf(request, number);
  const record = recordOf(request, views, places);
  const until = firstAllowed(now, places, { windows, marginSeconds });
  if (until === undefined) {
    const rule = 'no-common-window';
    return { answer: 'refused', rule, record: record(rule, 'refused', { channel }) };
  }
  if (until === now) {
    const zones = [...new Set(places.map(({ zone }) => zone))];
    return { answer: 'send', channel, to, zones, record: record('allowed', 'send', { channel }) };
  }
  const rule = 'outside-window';
  return { answer: 'notBefore', until, rule, record: record(rule, 'notBefore', { channel, until }) };
}
