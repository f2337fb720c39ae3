import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redacted } from './redaction.ts';

describe('social security numbers', () => {
  it.each([
    ['123-45-6789', '[redacted: ssn]'],
    ['Here it is: 123–45–6789.', 'Here it is: [redacted: ssn].'],
    ['My SSN is 123456789, thanks', 'My SSN is [redacted: ssn], thanks'],
    ['ssn#123 45 6789', 'ssn#[redacted: ssn]'],
    ['Social Security Number: 123.45.6789', 'Social Security Number: [redacted: ssn]'],
    ['SSN:\n123 - 45 - 6789\nPhone: 312-555-0123', 'SSN:\n[redacted: ssn]\nPhone: 312-555-0123'],
    ['the last 4 of my social is 6789', 'the last 4 of my social is [redacted: ssn]'],
    ['soc sec no. 123456789', 'soc sec no. [redacted: ssn]'],
    ['mi seguro social es 123456789', 'mi seguro social es [redacted: ssn]'],
    ['ITIN 912-34-5678', 'ITIN [redacted: ssn]'],
    ['123456789 is my SSN', '[redacted: ssn] is my SSN'],
    ['123456789 (ssn)', '[redacted: ssn] (ssn)'],
    // Whoever types in haste leaves no blank.
    ['SSN 501-66-22952026', 'SSN [redacted: ssn]2026'],
    ['SSN 501-66-2295x and no501-66-2295too', 'SSN [redacted: ssn]x and no[redacted: ssn]too'],
  ])('%j', (text, left) => expect(redacted(text)).toBe(left));
});

describe('dates of birth', () => {
  it.each([
    ['DOB 1/2/1980', 'DOB [redacted: date of birth]'],
    ['d.o.b.: 01-02-80', 'd.o.b.: [redacted: date of birth]'],
    ['Date of birth is 1980-01-02.', 'Date of birth is [redacted: date of birth].'],
    ['I was born on January 2nd, 1980 in Ohio', 'I was born on [redacted: date of birth] in Ohio'],
    ['born 2 Jan 1980', 'born [redacted: date of birth]'],
    ['Birthdate=01021980', 'Birthdate=[redacted: date of birth]'],
    ['fecha de nacimiento: 2 de enero de 1980', 'fecha de nacimiento: [redacted: date of birth]'],
    ['DOB 1/2/1980and more', 'DOB [redacted: date of birth]and more'],
    ['1/2/1980 is my birthday', '[redacted: date of birth] is my birthday'],
    [
      'Sam (DOB: 1/2/80), Kim (DOB: 3/4/81)',
      'Sam (DOB: [redacted: date of birth]), Kim (DOB: [redacted: date of birth])',
    ],
  ])('%j', (text, left) => expect(redacted(text)).toBe(left));
});

describe('licences to drive', () => {
  it.each([
    ['DL A1234567', 'DL [redacted: licence]'],
    ['Driver’s license #: D123-4567-8901', 'Driver’s license #: [redacted: licence]'],
    ['drivers license number is 123 456 789', 'drivers license number is [redacted: licence]'],
    ['my DL is IL D12345678901', 'my DL is IL [redacted: licence]'],
    ['DL# WDLABC1234D', 'DL# [redacted: licence]'],
    ['licencia de conducir: 12345678', 'licencia de conducir: [redacted: licence]'],
    ['A1234567 is my driver license', '[redacted: licence] is my driver license'],
  ])('%j', (text, left) => expect(redacted(text)).toBe(left));
});

describe('what stays', () => {
  it.each([
    'Call me at 312-555-0123 or (312) 555-0123 or +13125550123',
    'Is RO 10233 ready? RO 123456789',
    'VIN 1HGCM82633A004352, plate ABC 1234',
    'The quote was $12,345.67 and 123.45 for parts 15400-PLM-A02, PN-123-45-6789',
    'Can I come on 3/12/2026 at 10:30? My birthday is March 3.',
    'SSN? No, I will not send that. Call 312-555-0123',
    'I lost my driver’s license, call 312-555-0123',
    'license plate 1234567',
    'Appt 3/12/2026. DOB to follow',
    'In 2024 I saw you on social media 2024 times',
    'It was born in 2019, that engine',
    'DL: 1HGCM82633A004352',
    'C',
    '',
  ])('%j', (text) => expect(redacted(text)).toBe(text));
});

const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`));
const ssnText = fc
  .tuple(digits(3), digits(2), digits(4), fc.constantFrom('-', '', ' ', '.', ' - '))
  .map(([area, group, serial, by]) => [area, group, serial].join(by));
const harmless = fc.oneof(
  fc.tuple(digits(3), digits(3), digits(4)).map((parts) => parts.join('-')),
  digits(7).map((number) => `+1312${number}`),
  digits(5).map((number) => `RO ${number}`),
  fc.constantFrom('1HGCM82633A004352', '1M8GDM9AXKP042788', '$1,234.50', 'at 10:30', 'on 2026-03-12', 'C', 'Thanks!'),
);

describe('laws', () => {
  it('a number after its word is gone, whatever stands around it', () => {
    const word = fc.constantFrom('SSN', 'ssn is', 'Social Security #:', 'my social is', 'SSN no.');
    fc.assert(
      fc.property(harmless, word, ssnText, harmless, (before, named, number, after) => {
        const left = redacted(`${before}; ${named} ${number}; ${after}`);
        expect(left).toBe(`${before}; ${named} [redacted: ssn]; ${after}`);
      }),
    );
  });

  it('phones, orders, VINs, prices and days survive', () => {
    fc.assert(
      fc.property(fc.array(harmless), (parts) => {
        expect(redacted(parts.join(', '))).toBe(parts.join(', '));
      }),
    );
  });

  it('doing it again changes nothing', () => {
    const piece = fc.oneof(
      harmless,
      ssnText,
      fc.string(),
      fc.constantFrom(
        'ssn',
        'DOB',
        'born',
        'DL',
        'license #',
        '1/2/1980',
        'A1234567',
        ' is ',
        ': ',
        '[',
        ']',
        '-',
        ' (',
        '\n',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = redacted(pieces.join(''));
        expect(redacted(once)).toBe(once);
      }),
    );
  });

  it('takes no time over a long text', () => {
    const began = performance.now();
    for (const piece of ['ssn ', 'dob: is ', '1', '1-', 'DL a', 'born on the ', 'my   ', ' '])
      redacted(piece.repeat(20_000));
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
