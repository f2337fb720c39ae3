/** Sentences of the service drive: repair orders and their parts. */
import type * as z from 'zod';
import type { EventDefinition } from '../kernel/event.ts';
import * as parts from '../parts-orders/index.ts';
import * as repair from '../repair-orders/index.ts';
import { type Saying, saying } from './saying.ts';
import { dayWords, listWords, personWords, plainWords, type Reading, timeWords } from './words.ts';

const carWords = { 'in-shop': 'is in the shop', 'with-customer': 'is with the customer' } as const;

const advisorWords = (advisorId: string | undefined, reading: Reading): string =>
  advisorId === undefined ? 'nobody' : personWords(advisorId, reading);

type Line = z.output<typeof parts.partsOrderChanged.data>['lines'][number];

const lineWords = (lines: readonly Line[]): string =>
  `${lines.length === 1 ? 'line' : 'lines'} ${listWords(lines.map(({ lineId }) => lineId))}`;

/** The lines of one ETA said together: `line 1 for Fri, Mar 20, 2026 and line 2 without an ETA`. */
function etaWords(lines: readonly Line[]): string {
  const etas = [...new Set(lines.map(({ eta }) => eta))];
  return listWords(
    etas.map((eta) => {
      const these = lineWords(lines.filter((line) => line.eta === eta));
      return eta === undefined ? `${these} without an ETA` : `${these} for ${dayWords(eta)}`;
    }),
  );
}

const arrived = (lines: readonly Line[]): string => {
  const full = lines.filter(({ status }) => status !== 'ORDERED' && status !== 'BACKORDERED' && status !== 'REQUESTED');
  const some = lines.filter((line) => !full.includes(line));
  const said = [
    ...(full.length === 0 ? [] : [`${lineWords(full)} ${full.length === 1 ? 'is' : 'are'} here in full`]),
    ...some.map(({ lineId, receivedQuantity }) => `${receivedQuantity} of line ${lineId} came, the rest is awaited`),
  ];
  return listWords(said);
};

const ofParts = (
  definition: EventDefinition<typeof parts.partsOrderChanged.data>,
  says: (lines: readonly Line[]) => string,
) => saying(definition, ({ partsOrderId, lines }) => `Parts order ${partsOrderId}: ${says(lines)}.`);

const only = (lines: readonly Line[], status: Line['status']): readonly Line[] =>
  lines.filter((line) => line.status === status);

/** Sentences by event type. */
export const serviceSayings = (): readonly (readonly [string, Saying])[] => [
  saying(
    repair.repairOrderOpened,
    ({ roNumber, carAt, promisedAt }, reading) =>
      `Repair order ${roNumber} was opened; the car ${carWords[carAt]}` +
      `${promisedAt === undefined ? '' : ` and is promised for ${timeWords(promisedAt, reading)}`}.`,
  ),
  saying(repair.repairOrderChanged, ({ fields }) => `Changed: ${listWords(fields.map(plainWords))}.`),
  saying(repair.repairOrderCarMoved, ({ carAt }) => `The car ${carWords[carAt]} now.`),
  saying(repair.repairOrderClosed, ({ roNumber }) => `Repair order ${roNumber} was closed.`),
  saying(repair.repairOrderReopened, ({ roNumber }) => `Repair order ${roNumber} was reopened.`),
  saying(repair.repairOrderVoided, ({ roNumber }) => `Repair order ${roNumber} was voided.`),
  saying(
    repair.repairOrderAdvisorChanged,
    ({ advisorId }, reading) => `The advisor is ${advisorWords(advisorId, reading)} now.`,
  ),
  saying(
    repair.returnVisitBooked,
    ({ startsAt }, reading) => `The customer is booked to come back on ${timeWords(startsAt, reading)}.`,
  ),
  saying(repair.returnVisitCancelled, () => 'The return visit was cancelled.'),
  saying(repair.partsRequested, ({ partsOrderId }) => `Parts order ${partsOrderId} was placed.`),
  ofParts(parts.partsOrderRequested, (lines) => `requested ${etaWords(lines)}`),
  ofParts(parts.partsOrderOrdered, (lines) => `ordered ${etaWords(lines)}`),
  ofParts(parts.partsOrderEtaChanged, (lines) => `expected now: ${etaWords(lines)}`),
  ofParts(parts.partsOrderBackordered, (lines) => `on backorder: ${etaWords(lines)}`),
  ofParts(parts.partsOrderReceived, arrived),
  ofParts(parts.partsOrderInstalled, (lines) => `installed ${lineWords(lines)}`),
  ofParts(parts.partsOrderReturned, (lines) => `returned ${lineWords(lines)}`),
  ofParts(parts.partsOrderCancelled, (lines) => `cancelled ${lineWords(lines)}`),
  ofParts(parts.partsOrderSubstituted, (lines) => {
    const old = only(lines, 'SUBSTITUTED');
    return `${lineWords(old)} replaced by ${etaWords(lines.filter((line) => !old.includes(line)))}`;
  }),
  saying(parts.partsOrderChanged, ({ partsOrderId }) => `Parts order ${partsOrderId}: its supplier or person changed.`),
];
