/**
 * What AWS asks per unit in us-east-1, without free tiers, and what is assumed beside it. Dated data: compare with the
 * pages before you quote a figure that rests on it.
 */

/** A list price. */
interface Price {
  readonly dollars: number;
  /** Units that cost so much. */
  readonly per: number;
  readonly source: string;
  /** The price was so on this day; for DynamoDB the day from which it holds. */
  readonly asOf: string;
}

const million = 1_000_000;

/** The list prices of what a run consumes. */
export const prices = {
  wru: {
    dollars: 0.625,
    per: million,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    asOf: '2024-11-01',
  },
  rru: {
    dollars: 0.125,
    per: million,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
    asOf: '2024-11-01',
  },
  transitions: {
    dollars: 0.025,
    per: 1000,
    source: 'https://aws.amazon.com/step-functions/pricing/',
    asOf: '2026-03-13',
  },
  requests: { dollars: 3.5, per: million, source: 'https://aws.amazon.com/api-gateway/pricing/', asOf: '2025-05-19' },
  invocations: { dollars: 0.2, per: million, source: 'https://aws.amazon.com/lambda/pricing/', asOf: '2026-05-11' },
  /** Arm. */
  gbSeconds: { dollars: 0.0000133334, per: 1, source: 'https://aws.amazon.com/lambda/pricing/', asOf: '2026-05-11' },
  events: { dollars: 1, per: million, source: 'https://aws.amazon.com/eventbridge/pricing/', asOf: '2026-06-13' },
} as const satisfies Readonly<Record<string, Price>>;

/** What cannot be measured here, and is a guess until a group's bill corrects it. */
export const assumed = {
  /** 512 MB for a tenth of a second: as the stacks size most doors, and a few calls of the table take. */
  gbSecondsPerInvocation: 0.05,
  /**
   * A customer comes twice a year: one visit in ten waits for a part, seven in ten are by appointment, each is closed. A customer is in
   * one campaign a year, with two messages; retention is counted by its messages.
   */
  runsPerThousandCustomersAMonth: { 'parts-eta': 17, appointment: 117, 'next-visit': 167, retention: 167 },
} as const;
