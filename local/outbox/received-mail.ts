/** What SES publishes of a mail that came in (developer guide, "Contents of notifications for Amazon SES email receiving"). */
import type { ReceiptRuleModel } from '../template/model.ts';

export interface ReceivedMail {
  readonly from: string;
  readonly to: string;
  /** The whole mail, headers and body. */
  readonly raw: string;
}

/** The rule that takes mail for this address: rules name addresses and domains, or nothing for all of them. */
export function ruleFor(rules: readonly ReceiptRuleModel[], address: string): ReceiptRuleModel | undefined {
  const wanted = address.toLowerCase();
  const domain = wanted.split('@').at(-1) ?? '';
  const takes = (recipient: string): boolean =>
    recipient.startsWith('.') ? domain.endsWith(recipient) : recipient === wanted || recipient === domain;
  return rules.find(({ recipients }) => recipients.length === 0 || recipients.some((one) => takes(one.toLowerCase())));
}

/** The headers of a raw mail, folded lines joined. */
function headersOf(raw: string): readonly { readonly name: string; readonly value: string }[] {
  const [head = ''] = raw.split(/\r?\n\r?\n/, 1);
  return head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, name, value] = /^([!-9;-~]+):\s*(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [{ name, value }];
    });
}

/** The notification of the rule's SNS action. `messageId` is SES's own. */
export function receivedMail(
  rule: ReceiptRuleModel,
  { from, to, raw }: ReceivedMail,
  at: string,
  messageId: string,
): string {
  const headers = headersOf(raw);
  const value = (name: string): string | undefined =>
    headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value;
  const pass = { status: 'PASS' };
  const base64 = rule.encoding === 'Base64';
  return JSON.stringify({
    notificationType: 'Received',
    mail: {
      timestamp: at,
      source: from,
      messageId,
      destination: [to],
      headersTruncated: false,
      headers: [{ name: 'Return-Path', value: `<${from}>` }, ...headers],
      commonHeaders: {
        returnPath: from,
        from: [value('From') ?? from],
        date: value('Date'),
        to: [value('To') ?? to],
        messageId: value('Message-ID'),
        subject: value('Subject'),
      },
    },
    receipt: {
      timestamp: at,
      processingTimeMillis: 200,
      recipients: [to],
      spamVerdict: pass,
      virusVerdict: pass,
      spfVerdict: pass,
      dkimVerdict: pass,
      dmarcVerdict: pass,
      action: { type: 'SNS', topicArn: rule.topicArn, encoding: base64 ? 'BASE64' : 'UTF8' },
    },
    content: base64 ? Buffer.from(raw, 'utf8').toString('base64') : raw,
  });
}
