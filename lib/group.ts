import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const arn = z.string().regex(/^arn:aws:/, 'Give a full ARN, arn:aws:…');
const url = z.url({ protocol: /^https?$/ });

/** Days that CloudWatch Logs can keep a log group. */
const retention = z.union([
  z.literal(30),
  z.literal(60),
  z.literal(90),
  z.literal(180),
  z.literal(365),
  z.literal(731),
]);

/**
 * What deployment needs to know about a dealer group, and nothing else: stores, staff and playbooks live in the table.
 */
export const groupSchema = z.strictObject({
  /** The account and region that are the group's own. */
  account: z.string().regex(/^\d{12}$/, 'An account is twelve digits.'),
  region: z.string().regex(/^[a-z]{2}-[a-z]+-\d$/, 'A region reads like us-east-1.'),
  /** Part of every name, so that two stages can share an account. Short: execution names have room for 80 letters. */
  stage: z.string().regex(/^[a-z][a-z0-9]{0,11}$/, 'A stage is 1 to 12 small letters and digits.'),
  /** Who is told when something broke. */
  alarms: z.strictObject({ mail: z.email() }),
  logRetentionDays: retention.default(90),
  api: z.strictObject({
    /** Origins of the web applications that may call the API. */
    origins: z.array(url).min(1),
    /** The API's own name; without it the gateway's generated one is used. */
    domain: z.strictObject({ name: z.hostname(), certificate: arn }).optional(),
    /** Requests per second, over all callers together, and how many may come at once. */
    throttle: z
      .strictObject({ rate: z.int().positive(), burst: z.int().positive() })
      .default({ rate: 200, burst: 400 }),
    /** A web application firewall in front of the API. */
    firewall: z.boolean(),
  }),
  /** Short names of the keys that sign links in messages, the one that signs first; see lib/constructs/link-keys. */
  links: z
    .strictObject({
      keys: z
        .array(z.string().regex(/^[a-z0-9]{1,4}$/, 'A key’s name is 1 to 4 small letters or digits.'))
        .min(1)
        .max(5),
    })
    .default({ keys: ['1'] }),
  signIn: z.strictObject({
    /** Beginning of the sign-in page's address, unique in the region. */
    domainPrefix: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/),
    callbacks: z.array(url).min(1),
    logouts: z.array(url).min(1),
  }),
  /** Sender identities; registering them with carriers and mail providers takes weeks and is done by hand. */
  sms: z.strictObject({
    /** ARN of the number, or of the pool of numbers. */
    originationIdentity: arn,
    /** A configuration set of the group's own; without it the stacks make one that reports to the house. */
    configurationSet: z.string().min(1).optional(),
  }),
  mail: z.strictObject({
    from: z.email(),
    identity: z.string().min(1),
    /** A configuration set of the group's own; without it the stacks make one that reports to the house. */
    configurationSet: z.string().min(1).optional(),
    /** The domain at which customers' answers arrive; its MX record points at SES. Without it no mail is received. */
    inboundDomain: z.hostname().optional(),
    /** The account's active set of receipt rules, when it has one; without it the stacks make one to be activated. */
    receiptRuleSet: z.string().min(1).optional(),
  }),
});
export type Group = z.output<typeof groupSchema>;

/** Reads `groups/<name>.json`. Throws an error that says which file and which field to mend. */
export function readGroup(name: string, folder = join(import.meta.dirname, '..', 'groups')): Group {
  const file = join(folder, `${name}.json`);
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(file)) {
    const known = readdirSync(folder).filter((entry) => entry.endsWith('.json'));
    throw new Error(`There is no groups/${name}.json; there is ${known.join(', ')}.`);
  }
  const read = groupSchema.safeParse(parsed(file, name));
  if (read.success) return read.data;
  throw new Error(`groups/${name}.json does not fit:\n${z.prettifyError(read.error)}`);
}

function parsed(file: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`groups/${name}.json is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
