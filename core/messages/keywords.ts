/**
 * What a customer's reply says by itself: one of the words that revoke, ask for help or take the revocation back, or an
 * answer to a question we asked. Only a text that is nothing but such a word counts; everything else is free text, which
 * a person or the assistant reads (domain section 5, rule 4).
 */

/** What a customer wants with an appointment: C, R or X. */
export type AppointmentAnswer = 'confirm' | 'move' | 'cancel';

/** What a reply says. */
export type Reply =
  /**
   * No more automated messages. `endsAppointment`: the customer may have meant the appointment as well, so the opt-out
   * counts and staff get a task about the appointment (rule 5).
   */
  | { readonly says: 'opt-out'; readonly keyword: string; readonly endsAppointment: boolean }
  /** Messages are welcome again. The keyword is the wording that the consent record keeps. */
  | { readonly says: 'opt-in'; readonly keyword: string }
  | { readonly says: 'help'; readonly keyword: string }
  | { readonly says: 'answer'; readonly answer: AppointmentAnswer }
  /** Anything else, emoji and nothing at all included. */
  | { readonly says: 'text' };

/**
 * Words that revoke (47 CFR 64.1200(a)(10) names the first seven, providers add the next ones; the last two are what
 * Canadian carriers ask for and what our Spanish texts offer). Written as `wordsOf` leaves them: `opt-out` is two words.
 */
const revoke: ReadonlySet<string> = new Set([
  'stop',
  'quit',
  'end',
  'revoke',
  'opt out',
  'cancel',
  'unsubscribe',
  'stopall',
  'stop all',
  'optout',
  'remove',
  'arret',
  'alto',
]);

/** Words that take a revocation back. `yes` is none of them: whoever says it may be answering something else. */
const restart: ReadonlySet<string> = new Set(['start', 'unstop']);

const help: ReadonlySet<string> = new Set(['help', 'info', 'ayuda', 'aide']);

/**
 * Answers to a message that asked for C, R or X. `ok`, `thanks` and a thumb say that a text was read, not that somebody
 * will come, and `no` does not say whether to move or to cancel: they are free text, because a person's glance costs
 * less than a wrong answer.
 */
const answers: ReadonlyMap<string, AppointmentAnswer> = new Map([
  ...['c', 'confirm', 'confirmed', 'yes', 'y', 'confirmo', 'confirmar', 'si'].map((word) => [word, 'confirm'] as const),
  ...['r', 'reschedule', 'another time', 'otra hora'].map((word) => [word, 'move'] as const),
  ['x', 'cancel'] as const,
]);

/** The longest text, in characters, that is still looked at: room for a word in a flood of emoji, none for a mail with a film in it. */
const longest = 10_000;

/**
 * The words of a text, in lower case and without accents; blanks, punctuation and emoji only separate. A word said
 * several times is said once.
 */
function wordsOf(text: string): string {
  if (text.length > longest) return '';
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.every((word) => word === words[0]) ? (words[0] ?? '') : words.join(' ');
}

/**
 * Reads a reply. `expectsAnswer`: the last message to this number about a living appointment asked for C, R or X;
 * without it those letters are free text. A word that revokes does so whatever was asked, in any case and with blanks
 * and punctuation around it.
 */
export function readReply(text: string, { expectsAnswer }: { readonly expectsAnswer: boolean }): Reply {
  const words = wordsOf(text);
  if (revoke.has(words)) {
    return { says: 'opt-out', keyword: words, endsAppointment: expectsAnswer && words === 'cancel' };
  }
  if (restart.has(words)) return { says: 'opt-in', keyword: words };
  if (help.has(words)) return { says: 'help', keyword: words };
  const answer = expectsAnswer ? answers.get(words) : undefined;
  return answer === undefined ? { says: 'text' } : { says: 'answer', answer };
}
