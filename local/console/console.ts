/** `/_local/`: what a person or a test asks of the cloud itself: the clock, the outbox, executions, tokens. */
import type { Clock } from '../clock/clock.ts';
import type { Machines } from '../machines/machines.ts';
import { type Answer, json, problem, segment } from '../wire/http.ts';
import { type Fields, isFields, parseJson, textOf } from '../wire/json.ts';
import { readDuration } from './duration.ts';
import { type MessageDoors, openMessageDoors } from './messages.ts';
import { wrongField } from './wrong-field.ts';

/** Somebody for whom the console has a token ready. */
export interface Person {
  readonly sub: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly stores: readonly string[];
}

export interface ConsoleOptions extends MessageDoors {
  readonly clock: Clock;
  readonly machines: Machines;
  /** A token for a subject. */
  readonly mint: (sub: string) => Promise<string>;
  readonly people: readonly Person[];
  readonly figures: () => unknown;
}

const FARTHEST_MILLIS = 10 * 366 * 24 * 3600 * 1000;

const iso = (at: number): string => new Date(at).toISOString();

/** Answers a request below `/_local/`. */
export function openConsole(options: ConsoleOptions): (method: string, url: URL, body: Buffer) => Promise<Answer> {
  const { clock, machines } = options;
  const messages = openMessageDoors(options);

  /** The instant to run to, or what is wrong with the request. */
  function targetOf(body: Fields): number | Answer {
    const given = ['advanceBy', 'to'].filter((field) => body[field] !== undefined);
    if (given.length !== 1)
      return wrongField('advanceBy', 'Say either advanceBy, an ISO 8601 duration such as "P3D", or to, an instant.');
    if (given[0] === 'advanceBy') {
      const span = readDuration(textOf(body, 'advanceBy') ?? '');
      if (span === undefined)
        return wrongField(
          'advanceBy',
          'advanceBy is an ISO 8601 duration in weeks, days, hours, minutes or seconds, such as "P3D" or "PT2H30M".',
        );
      return span > FARTHEST_MILLIS ? wrongField('advanceBy', 'advanceBy is at most ten years.') : clock.now() + span;
    }
    const text = textOf(body, 'to') ?? '';
    const to = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(to)) return wrongField('to', 'to is an instant with its offset, such as "2026-03-10T14:30:00Z".');
    if (to < clock.now())
      return wrongField('to', `to is in the past: the clock shows ${iso(clock.now())} and never goes back.`);
    return to - clock.now() > FARTHEST_MILLIS ? wrongField('to', 'to is at most ten years ahead.') : to;
  }

  async function runClock(body: unknown): Promise<Answer> {
    if (!isFields(body)) return wrongField('body', 'The body is a JSON object such as {"advanceBy": "P3D"}.');
    const target = targetOf(body);
    if (typeof target !== 'number') return target;
    const from = clock.now();
    // Time flows while the request travels: an instant that has just passed is reached already.
    await clock.advanceTo(Math.max(target, clock.now()));
    return json(200, { from: iso(from), now: iso(clock.now()) });
  }

  function allExecutions(status: string | null): Answer {
    const executions = machines.listStateMachines().stateMachines.flatMap(({ stateMachineArn }) => {
      const found: unknown[] = [];
      let nextToken: string | undefined;
      do {
        const page = machines.listExecutions({ stateMachineArn, ...(nextToken === undefined ? {} : { nextToken }) });
        found.push(
          ...page.executions
            .filter((one) => status === null || one.status === status)
            .map((one) => ({
              name: one.name,
              status: one.status,
              executionArn: one.executionArn,
              startedAt: iso(one.startDate),
            })),
        );
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return found;
    });
    return json(200, { executions });
  }

  function execution(name: string): Answer {
    const told = machines.explain(name);
    return told === undefined ? problem(404, 'Not found', `There is no execution ${name}.`) : json(200, told);
  }

  async function tokens(query: URLSearchParams): Promise<Answer> {
    const [role, store, sub] = [query.get('role'), query.get('store'), query.get('sub')];
    const people = options.people.filter(
      (one) =>
        (role === null || one.roles.includes(role)) &&
        (store === null || one.stores.includes(store)) &&
        (sub === null || one.sub === sub),
    );
    const tokens = await Promise.all(people.map(async (one) => ({ ...one, token: await options.mint(one.sub) })));
    // A stranger's token is what a test of the staff check needs.
    if (sub !== null && tokens.length === 0)
      return json(200, { tokens: [{ sub, name: '', roles: [], stores: [], token: await options.mint(sub) }] });
    return json(200, { tokens });
  }

  return async (method, url, body) => {
    const path = url.pathname.replace(/^\/_local\//, '').replace(/\/$/, '');
    const message = messages(method, path, body);
    if (message !== undefined) return message;
    const [room = '', name] = path.split('/');
    switch (`${method} ${name === undefined ? room : `${room}/…`}`) {
      case 'GET clock':
        return json(200, { now: iso(clock.now()) });
      case 'POST clock':
        return runClock(parseJson(body.toString('utf8')));
      case 'GET executions':
        return allExecutions(url.searchParams.get('status'));
      case 'GET executions/…':
        return execution(segment(name ?? ''));
      case 'GET tokens':
        return tokens(url.searchParams);
      case 'GET figures':
        return json(200, options.figures());
      default:
        return problem(
          404,
          'Not found',
          'Below /_local/ there are clock, outbox, outbox/fail, outbox/{id}/reply, inbound, executions, executions/{name}, tokens and figures.',
        );
    }
  };
}
