/**
 * The contact decision: may this message go to this customer now, by which channel, and if not, why or not before when
 * (domain page, section 5). Pure, so that the record of a decision can be decided again and gives the same answer.
 * Review asks it to plan; the act door asks again with its own clock, because consent and clocks move in between. Each
 * rule is a function of its own under `rules`; here is the order in which they are asked.
 */
import { type Instant, localDate, wallClock } from '../kernel/time.ts';
import { type ChannelView, channelViews, leadingNumber } from './contact-channel.ts';
import { placesOf } from './contact-place.ts';
import type { ContactDecision, ContactRecord, ContactRequest, ContactRule } from './contact-request.ts';
import { firstAllowed, type Place, windowOn } from './contact-window.ts';
import { type ContactWindows, editionOn } from './data/contact-windows.ts';
import { isState } from './data/states.ts';
import { disclosure } from './rules/assistant.ts';
import { countMarketing, defaultCaps, groupCap, type MarketingCount, stateCap } from './rules/caps.ts';
import { mayConfirmOptOut } from './rules/confirmation.ts';
import type { ChannelRefusal, Refusal } from './rules/refusal.ts';

export type { ContactDecision, ContactRequest } from './contact-request.ts';
export { CONTACT_WINDOWS } from './data/contact-windows.ts';
export type { ContactCategory, Recipient } from './recipient.ts';

type Inputs = Readonly<Record<string, unknown>>;

/** The rule that stands for both channels: an opt-out outweighs a channel that is not there. */
function refusalOf(views: readonly ChannelView[]): ChannelRefusal {
  const refusals = views.flatMap((view) => ('refused' in view ? [view.refused] : []));
  return refusals.find((rule) => rule !== 'no-channel') ?? 'no-channel';
}

/** What every record says, whatever rule decides. */
const basics = (request: ContactRequest, views: readonly ChannelView[], windows: ContactWindows): Inputs => ({
  category: request.category,
  template: request.template,
  customerId: request.customer.customerId,
  preferredChannel: request.customer.preferredChannel ?? 'not said',
  channels: views.map((view) => `${view.channel}: ${'refused' in view ? view.refused : 'open'}`),
  windows: windows.edition,
  marginSeconds: request.marginSeconds,
});

const clocks = (places: readonly Place[], now: Instant, windows: ContactWindows): Inputs => ({
  places: places.map((place) => {
    const { date, time } = wallClock(now, place.zone);
    const window = windowOn(date, place, windows);
    return { ...place, localTime: `${date} ${time}`, window: window ? `${window.from}-${window.to}` : 'none' };
  }),
});

const recordOf = (rule: ContactRule, result: ContactRecord['result'], now: Instant, inputs: Inputs): ContactRecord => ({
  rule,
  result,
  at: now,
  inputs,
});

const refuse = (rule: Refusal, now: Instant, inputs: Inputs): ContactDecision => ({
  answer: 'refused',
  rule,
  record: recordOf(rule, 'refused', now, inputs),
});

/** The strictest cap among the states the recipient may be in. */
function statePer24Hours(places: readonly Place[], { marketingPer24Hours }: ContactWindows): number | undefined {
  const caps = places.flatMap(({ state }) => (isState(state) ? (marketingPer24Hours[state] ?? []) : []));
  return caps.length === 0 ? undefined : Math.min(...caps);
}

/** What was counted of the marketing this customer got. */
const counted = (request: ContactRequest, places: readonly Place[], windows: ContactWindows): MarketingCount =>
  countMarketing({
    history: request.sending.history,
    caps: request.caps ?? defaultCaps,
    statePer24Hours: statePer24Hours(places, windows),
    now: request.now,
    zone: request.store.timeZone,
  });

/** The confirmation of an opt-out passes what closes every other message: nothing else is asked. */
function decideConfirmation(request: ContactRequest, to: string): ContactDecision {
  const { category, template, customer, now } = request;
  const inputs = { category, template, customerId: customer.customerId, confirmsOptOut: true };
  if (customer.mergedInto !== undefined) return refuse('merged', now, inputs);
  if (!mayConfirmOptOut(customer, to, category, now)) return refuse('opted-out', now, inputs);
  const record = recordOf('opt-out-confirmation', 'send', now, { ...inputs, channel: 'sms' });
  return { answer: 'send', channel: 'sms', to, zones: [], record };
}

/**
 * Decides. The first open channel in the customer's order is taken. Its window holds for mail as for SMS and for news
 * about the car as for offers: the law speaks of marketing by phone, but a mail rings the same phone at night, one rule
 * can be explained at the counter, and a message that waits until eight has lost nothing. An answer in a conversation
 * that the customer is having has no window. What suppresses and caps marketing is asked last, inside the window: it is
 * decided for the moment of sending, not for the hour before it.
 */
export function decideContact(request: ContactRequest): ContactDecision {
  if (request.confirmsOptOut !== undefined) return decideConfirmation(request, request.confirmsOptOut.to);
  const { category, customer, store, sending, marginSeconds, now } = request;
  const windows = editionOn(request.windows, localDate(now, store.timeZone));
  const mail = { street: store.address.street, optOutLink: sending.optOutLink };
  const views = channelViews({ customer, category, mail, now, zone: store.timeZone });
  const inputs = basics(request, views, windows);
  const undisclosed = request.assistant && disclosure(request.assistant);
  if (undisclosed !== undefined) return refuse(undisclosed, now, { ...inputs, assistant: request.assistant });
  const open = views.find((view) => 'to' in view);
  if (open === undefined) return refuse(refusalOf(views), now, { ...inputs, places: [] });
  const { channel, to } = open;
  const places =
    category === 'conversational' ? [] : placesOf(request, channel === 'sms' ? to : leadingNumber(customer));
  const known = { ...inputs, channel, ...clocks(places, now, windows) };
  const until = firstAllowed(now, places, { windows, marginSeconds });
  if (until === undefined) return refuse('no-common-window', now, known);
  if (until !== now) {
    const record = recordOf('outside-window', 'notBefore', now, { ...known, until });
    return { answer: 'notBefore', until, rule: 'outside-window', record };
  }
  if (request.suppressed !== undefined) {
    return refuse(request.suppressed.rule, now, { ...known, suppressed: request.suppressed.inputs });
  }
  const marketing = category === 'marketing' ? counted(request, places, windows) : undefined;
  const capped = marketing && (stateCap(marketing) ?? groupCap(marketing));
  const counts = marketing === undefined ? {} : { marketing };
  if (capped !== undefined) return refuse(capped, now, { ...known, ...counts });
  const zones = [...new Set(places.map(({ zone }) => zone))];
  return { answer: 'send', channel, to, zones, record: recordOf('allowed', 'send', now, { ...known, ...counts }) };
}
