/** Templates in liquid: what they may say, and what they may not do. */
import { describe, expect, test } from 'vitest';
import { TemplateFault } from '../core/kernel/ports.ts';
import { liquid } from './liquid.ts';

const english = { language: 'en', timeZone: 'America/Chicago' };
const data = { parts: 2, day: '2026-12-03', at: '2026-12-04T04:30:00.000Z', miles: 12500, store: { name: 'Elm' } };
const say = (template: string, how = english) => liquid.render(template, data, how);

/** The fix of a template that must fail. */
function fault(template: string): string {
  try {
    say(template);
  } catch (error) {
    if (error instanceof TemplateFault) return error.fix;
    throw error;
  }
  throw new Error(`"${template}" was rendered.`);
}

describe('a text', () => {
  test.each([
    ['{{ day | day }}', 'en', 'Thursday, December 3'],
    ['{{ at | day }} at {{ at | time }}', 'en', 'Thursday, December 3 at 10:30 PM'],
    ['{{ at | day }} a las {{ at | time }}', 'es', 'jueves, 3 de diciembre a las 10:30 PM'],
    ['{{ at | time }}', 'es-MX', '10:30 PM'],
    ['{{ "+13125550123" | phone }} {{ "+442071838750" | phone }}', 'en', '312-555-0123 +442071838750'],
    ['{{ miles | number }}', 'en', '12,500'],
    ['{% if visit %}{{ visit | day }}{% else %}{{ store.name }}{% endif %}', 'en', 'Elm'],
    ['{% case parts %}{% when 1 %}one{% when 2 %}both{% endcase %}', 'en', 'both'],
  ])('%s in %s', (template, language, said) => {
    expect(say(template, { ...english, language })).toBe(said);
  });

  test('says a day that has no zone as it is, wherever the store', () => {
    for (const timeZone of ['Pacific/Honolulu', 'Pacific/Auckland']) {
      expect(say('{{ day | day }}', { ...english, timeZone })).toBe('Thursday, December 3');
    }
  });

  test('has only letters of the small alphabet of phones in English', () => {
    expect(say('{{ at | day }} {{ at | time }} {{ miles | number }}')).toMatch(/^[\x20-\x7e]+$/);
  });

  test('names every field that it looks at, on roads not taken too', () => {
    expect(liquid.fieldsOf('{% if a %}{{ b.c | day }}{% endif %}{% assign x = d %}{{ x }}')).toEqual(['a', 'b.c', 'd']);
  });
});

describe('a text cannot', () => {
  test.each([
    ['name what is not there', '{{ visit }}', 'There is no visit here'],
    ['reach what the language gives every value', '{{ store.constructor }}', 'There is no store.constructor here'],
    ['stop in the middle', '{{ parts', 'not closed'],
    ['leave a tag open', '{% if parts %}', 'not closed'],
    ['use a filter that is not ours', '{{ parts | euros }}', 'undefined filter: euros'],
    ['read the clock', '{{ "now" | date: "%Y" }}', 'undefined filter: date'],
    ['throw dice', '{{ "a,b" | split: "," | sample }}', 'undefined filter: split'],
    ['read a file', '{% include "secrets" %}', 'tag "include" not found'],
    ['render a file', '{% render "secrets" %}', 'tag "render" not found'],
    ['count on from the last one', '{% increment n %}', 'tag "increment" not found'],
    ['say a number as a day', '{{ parts | day }}', 'take a date or an instant'],
    ['say a text as a number', '{{ day | number }}', 'takes a number'],
    ['count to a hundred million', '{% for i in (1..100000000) %}x{% endfor %}', 'limit exceeded'],
    [
      'go round and round',
      '{% for i in (1..300) %}{% for j in (1..300) %}{% if i == j %}x{% endif %}{% endfor %}{% endfor %}',
      'limit exceeded',
    ],
    ['be a book', 'x'.repeat(10_001), 'simpler'],
  ])('%s', (_, template, fix) => {
    expect(fault(template)).toContain(fix);
  });

  test('quote its data in what is wrong with it', () => {
    expect(() => liquid.render('{{ name | day }}', { name: 'Robin Doe' }, english)).toThrow(/^(?!.*Robin)/);
  });
});
