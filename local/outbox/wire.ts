/** The two operations by which messages leave: SendTextMessage (SMS and voice, version 2) and SendEmail (SES, version 2). */
import { AwsError } from '../wire/aws-error.ts';
import { type Fields, fieldsOf, listOf, textOf } from '../wire/json.ts';
import type { Outbox } from './outbox.ts';

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
  return { MessageId: outbox.add({ channel: 'mail', from, to: to.join(', '), subject, text, request: input }) };
}
