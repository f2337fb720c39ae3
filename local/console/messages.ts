/** `/_local/outbox` and `/_local/inbound`: what went out, what becomes of it, and what customers write back. */
import { type Brought, type Customers, MOST_MAIL_BYTES, NowhereToArrive } from '../outbox/customers.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { awsErrorOf } from '../wire/aws-error.ts';
import { type Answer, json, problem, segment } from '../wire/http.ts';
import { type Fields, isFields, numberOf, parseJson, textOf } from '../wire/json.ts';
import { wrongField } from './wrong-field.ts';

export interface MessageDoors {
  readonly outbox: Outbox;
  readonly customers: Customers;
}

const MOST_TEXT = 20_000;

const isMailbox = (text: string): boolean => /^[^\s@<>]+@[^\s@<>]+$/.test(text);

/** Answers a request below `/_local/outbox` or `/_local/inbound`; undefined when there is no such door. */
export function openMessageDoors({ outbox, customers }: MessageDoors) {
  function plantFailure(body: Fields): Answer {
    const times = numberOf(body, 'next') ?? 1;
    if (!Number.isInteger(times) || times < 1 || times > 1000)
      return wrongField('next', 'next is the number of messages that fail, 1 to 1000.');
    const { delivered } = body;
    if (delivered === undefined) outbox.plantFailure(times, textOf(body, 'error') ?? 'ThrottlingException');
    else if (delivered !== false)
      return wrongField('delivered', 'delivered is false: the next messages are accepted and do not arrive.');
    else if (body.error !== undefined)
      return wrongField('error', 'Say either error, which refuses a send, or delivered: false, which loses it later.');
    else outbox.plantLoss(times);
    return json(200, { planted: times });
  }

  function answerAs(id: string, body: Fields): Answer {
    const message = outbox.find(id);
    if (message === undefined)
      return problem(404, 'Not found', `There is no message ${id} in the outbox. GET /_local/outbox lists them all.`);
    const text = textOf(body, 'text') ?? '';
    const wrong = wrongText(text);
    return wrong ?? brought(() => customers.answer(message, text));
  }

  function writeText(body: Fields): Answer {
    const from = textOf(body, 'from') ?? '';
    if (!/^\+[1-9]\d{6,14}$/.test(from))
      return wrongField('from', 'from is a number in E.164 form, such as "+13125550123".');
    const text = textOf(body, 'text') ?? '';
    return wrongText(text) ?? brought(() => customers.writeText(from, text));
  }

  function writeMail(body: Fields): Answer {
    const [from = '', to, raw] = [textOf(body, 'from'), textOf(body, 'to'), textOf(body, 'raw')];
    if (!isMailbox(from)) return wrongField('from', 'from is a mail address, such as "robin@example.com".');
    if (to !== undefined && !isMailbox(to)) return wrongField('to', 'to is a mail address of the inbound domain.');
    if (Buffer.byteLength(raw ?? '') > MOST_MAIL_BYTES)
      return wrongField('raw', 'raw is over 150 kB: SES would bounce such a mail to its writer.');
    const text = textOf(body, 'text') ?? '';
    const wrong = raw === undefined ? wrongText(text) : undefined;
    const written = { from, subject: textOf(body, 'subject') ?? '', text, ...(to && { to }), ...(raw && { raw }) };
    return wrong ?? brought(() => customers.writeMail(written));
  }

  return (method: string, path: string, body: Buffer): Answer | undefined => {
    const [door, id, act] = path.split('/');
    if (method === 'GET' && path === 'outbox') return json(200, { messages: outbox.list() });
    if (method !== 'POST') return undefined;
    const parsed = parseJson(body.length === 0 ? '{}' : body.toString('utf8'));
    if (!isFields(parsed)) return wrongField('body', 'The body is a JSON object.');
    if (path === 'outbox/fail') return plantFailure(parsed);
    if (door === 'outbox' && id !== undefined && act === 'reply') return answerAs(segment(id), parsed);
    if (path !== 'inbound') return undefined;
    switch (parsed.channel) {
      case 'sms':
        return writeText(parsed);
      case 'mail':
        return writeMail(parsed);
      default:
        return wrongField('channel', 'channel is "sms" or "mail".');
    }
  };
}

const wrongText = (text: string): Answer | undefined =>
  text === '' || text.length > MOST_TEXT
    ? wrongField('text', `text is what the customer writes, 1 to ${MOST_TEXT} characters.`)
    : undefined;

/** 202: it is on its way. The words of a topic that lets its provider not publish are the operator's to read. */
function brought(bring: () => Brought): Answer {
  try {
    return json(202, { published: bring() });
  } catch (error) {
    if (error instanceof NowhereToArrive) return problem(409, 'It cannot arrive', error.message);
    const known = awsErrorOf(error);
    if (known === undefined) throw error;
    return problem(409, 'It cannot arrive', known.message);
  }
}
