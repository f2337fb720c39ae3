/** A plain mail as a customer's program writes it (RFC 5322, RFC 2045, RFC 2047). */

export interface WrittenMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** ISO instant. */
  readonly at: string;
  readonly messageId: string;
  /** `Message-ID` of the mail that it answers. */
  readonly answers?: string;
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** A header holds one line of ASCII; anything else travels as encoded words, 45 bytes each so that none is too long. */
function word(text: string): string {
  const line = text.replace(/[\r\n]+/g, ' ');
  if (/^[ -~]*$/.test(line)) return line;
  const words: string[] = [];
  let next = '';
  for (const letter of line) {
    if (Buffer.byteLength(next + letter) > 45) {
      words.push(next);
      next = '';
    }
    next += letter;
  }
  return [...words, next].map((each) => `=?UTF-8?B?${base64(each)}?=`).join('\r\n ');
}

/** Renders it, lines ended by CRLF. */
export function mimeOf({ from, to, subject, text, at, messageId, answers }: WrittenMail): string {
  const headers = [
    `From: ${word(from)}`,
    `To: ${word(to)}`,
    `Subject: ${word(subject)}`,
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${messageId}`,
    ...(answers === undefined ? [] : [`In-Reply-To: ${answers}`, `References: ${answers}`]),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ];
  const body = base64(text).replace(/.{76}/g, '$&\r\n');
  return `${headers.join('\r\n')}\r\n\r\n${body}\r\n`;
}
