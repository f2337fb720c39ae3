/** What a newcomer reads when the cloud is up: addresses, a token per role, and three commands that work when pasted. */
import type { Person } from '../console/console.ts';

export interface Greeting {
  readonly apiUrl: string;
  readonly awsUrl: string;
  readonly region: string;
  readonly now: string;
  readonly people: readonly (Person & { readonly token: string })[];
}

/** One person per role: the first who has it. */
function byRole(people: Greeting['people']): Map<string, Greeting['people'][number]> {
  const found = new Map<string, Greeting['people'][number]>();
  for (const person of people) for (const role of person.roles) if (!found.has(role)) found.set(role, person);
  return found;
}

const quoted = (value: unknown): string => `'${JSON.stringify(value)}'`;

/** Renders it. */
export function greet(greeting: Greeting): string {
  const { apiUrl, awsUrl } = greeting;
  const roles = byRole(greeting.people);
  const tokens = [...roles].map(
    ([role, { name, stores, token }]) => `  ${role} (${name}, ${stores.join(' and ')})\n  ${token}\n`,
  );
  const advisor = roles.get('advisor') ?? greeting.people[0];
  const store = advisor?.stores[0] ?? '';
  const bearer = `-H 'Authorization: Bearer ${advisor?.token ?? ''}'`;
  const customer = {
    name: { first: 'Robin', last: 'Vale' },
    phones: [{ number: '+13125550123', kind: 'mobile' }],
    emails: [],
  };
  return `Lanekeep is up; its clock shows ${greeting.now}.

API       ${apiUrl}
AWS       ${awsUrl}   (AWS_ENDPOINT_URL=${awsUrl} AWS_DEFAULT_REGION=${greeting.region} AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x)
Outbox    ${awsUrl}/_local/outbox
Tokens    ${awsUrl}/_local/tokens

A token per role:
${tokens.join('\n')}
Try these:

curl -s ${bearer} ${apiUrl}/stores/${store}

curl -s ${bearer} -H 'Content-Type: application/json' -H 'Idempotency-Key: first-customer' -d ${quoted(customer)} ${apiUrl}/stores/${store}/customers

curl -s -d ${quoted({ advanceBy: 'P1D' })} ${awsUrl}/_local/clock

The README goes on from here: "A first five minutes". Ctrl-C stops everything; what waits goes on at the next start.`;
}
