import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readReply } from './keywords.ts';

const asked = (text: string) => readReply(text, { expectsAnswer: true });
const unasked = (text: string) => readReply(text, { expectsAnswer: false });

const revoking = [
  'stop',
  'stopall',
  'quit',
  'end',
  'revoke',
  'opt out',
  'opt-out',
  'optout',
  'cancel',
  'unsubscribe',
  'remove',
];

describe('the words that revoke', () => {
  it.each(revoking)('%s, in any case and with anything but letters around it', (word) => {
    const around = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '.', '!', '"', '“', '”', '-', '🛑', '\u200b') });
    const cased = fc
      .array(fc.boolean(), { minLength: word.length, maxLength: word.length })
      .map((upper) => Array.from(word, (letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join(''));
    fc.assert(
      fc.property(around, cased, around, fc.boolean(), (before, said, after, expectsAnswer) => {
        expect(readReply(`${before}${said}${after}`, { expectsAnswer }).says).toBe('opt-out');
      }),
    );
  });

  test.each(['STOP STOP STOP', 'opt–out', 'Arrêt', '¡ALTO!'])('%s', (text) => {
    expect(unasked(text).says).toBe('opt-out');
  });

  it('count even where an answer is expected; only CANCEL may mean the appointment as well', () => {
    expect(asked('Cancel')).toEqual({ says: 'opt-out', keyword: 'cancel', endsAppointment: true });
    expect(unasked('Cancel')).toMatchObject({ endsAppointment: false });
    expect(asked('stop')).toMatchObject({ says: 'opt-out', endsAppointment: false });
  });

  it.each(['please stop by at 5', 'the end is near', 'cancel my appointment', 'stopped', 'nonstop', 'Liked “STOP”'])(
    'are read by a person inside of other words: %s',
    (text) => expect(unasked(text)).toEqual({ says: 'text' }),
  );
});

test.each([
  ['START', 'opt-in'],
  [' unstop. ', 'opt-in'],
  ['Help?', 'help'],
  ['yes', 'text'],
])('%s says %s', (text, says) => expect(unasked(text).says).toBe(says));

describe('an answer', () => {
  it.each([
    ['C', 'confirm'],
    [' c. ', 'confirm'],
    ['“C”', 'confirm'],
    ['Yes!', 'confirm'],
    ['confirm', 'confirm'],
    ['Sí', 'confirm'],
    ['R', 'move'],
    ['another time?', 'move'],
    ['x', 'cancel'],
  ])('%s means %s where one is expected, and nothing elsewhere', (text, answer) => {
    expect(asked(text)).toEqual({ says: 'answer', answer });
    expect(unasked(text)).toEqual({ says: 'text' });
  });

  it.each(['ok', 'Thanks', '👍', 'no', 'C or R', 'yes but later', '', '   ', '…'])('is not: %s', (text) => {
    expect(asked(text)).toEqual({ says: 'text' });
  });
});

it('takes a flood of emoji for free text, in no time', () => {
  expect(asked('🚗'.repeat(2000))).toEqual({ says: 'text' });
  expect(unasked(`STOP ${'🛑'.repeat(2000)}`)).toMatchObject({ says: 'opt-out' });
  expect(asked(`a${'🚗 '.repeat(100_000)}b`)).toEqual({ says: 'text' });
});

// Those of fast-check take seconds to be made.
const anyCharacter = fc
  .integer({ min: 1, max: 0x1faff })
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

it('never fails, and reads nothing into a text without a letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), fc.boolean(), (text, expectsAnswer) => {
      const { says } = readReply(text, { expectsAnswer });
      if (!/[\p{L}\p{N}]/u.test(text.normalize('NFKD'))) expect(says).toBe('text');
    }),
  );
});
