/** The two operations by which messages leave: SendTextMessage (SMS and voice, version 2) and SendEmail (SES, version 2). */
import { AwsError } from '../wire/aws-error.ts';
import { type Fields, fieldsOf, listOf, textOf } from '../wire/json.ts';
import type { Outbox, OutboxMessage } from './outbox.ts';

function failAsPlanted(outbox: Outbox): void {
  const error = outbox.takeFailure();
  if (error === undefined) return;
  const status =
    error === 'InternalServerException'
      ? 500
      : error === 'ThrottlingException' || error === 'TooManyRequestsException'
        ? 429
        : 400;
  throw new AwsError(error, 'Planted failure', status);
}

/** Answers SendTextMessage. */
export function sendText(outbox: Outbox, input: Fields): unknown {
  const to = textOf(input, 'DestinationPhoneNumber');
  if (to === undefined || !/^\+?[1-9][0-9]{1,18}$/.test(to)) {
    throw new AwsError('ValidationException', 'DestinationPhoneNumber must be a phone number in E.164 format');
  }
  const text = textOf(input, 'MessageBody');
  if (text === undefined || text === '' || text.length > 1600)
    throw new AwsError('ValidationException', 'MessageBody must have 1 to 1600 characters');
  failAsPlanted(outbox);
  return {
    MessageId: outbox.add({
      channel: 'sms',
      from: textOf(input, 'OriginationIdentity') ?? '',
      to,
      text,
      request: input,
    }),
  };
}

/** Attachments and headers of simple content, as `GET /_local/outbox` shows them. */
function enclosed(simple: Fields): Pick<OutboxMessage, 'attachments' | 'headers'> {
  const attachments = listOf(simple.Attachments).map((one) => {
    const fields = fieldsOf(one);
    const raw = textOf(fields, 'RawContent');
    const name = textOf(fields, 'FileName');
    if (raw === undefined || name === undefined) {
      throw new AwsError('BadRequestException', 'An attachment needs RawContent and FileName');
    }
    const text = Buffer.from(raw, 'base64').toString('utf8');
    return { name, type: textOf(fields, 'ContentType') ?? 'application/octet-stream', text };
  });
  const headers = listOf(simple.Headers).map((one) => {
    const fields = fieldsOf(one);
    return [textOf(fields, 'Name') ?? '', textOf(fields, 'Value') ?? ''] as const;
  });
  return {
    ...(attachments.length === 0 ? {} : { attachments }),
    ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
  };
}

/** Answers SendEmail with simple content. */
export function sendEmail(outbox: Outbox, input: Fields): unknown {
  const simple = fieldsOf(fieldsOf(input.Content).Simple);
  const body = fieldsOf(simple.Body);
  const subject = textOf(fieldsOf(simple.Subject), 'Data');
  const text = textOf(fieldsOf(body.Text), 'Data') ?? textOf(fieldsOf(body.Html), 'Data');
  if (subject === undefined || text === undefined) {
    throw new AwsError(
      'BadRequestException',
      'The local cloud takes simple content with a subject and a text or HTML body',
    );
  }
  const to = listOf(fieldsOf(input.Destination).ToAddresses).filter((one) => typeof one === 'string');
  if (to.length === 0) throw new AwsError('BadRequestException', 'Destination has no address');
  failAsPlanted(outbox);
  const from = textOf(input, 'FromEmailAddress') ?? '';
  return {
    MessageId: outbox.add({
      channel: 'mail',
      from,
      to: to.join(', '),
      subject,
      text,
      ...enclosed(simple),
      request: input,
    }),
  };
}
