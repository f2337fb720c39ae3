/** Templates: liquidjs, cut down to what a message needs. It reads no file, no clock and no chance. */
import { Liquid as Engine, LiquidError, type Template } from 'liquidjs';
import { type Liquid, type Rendering, TemplateFault } from '../core/kernel/ports.ts';

/** The tags a message may use. Those that read files, or count on from one rendering to the next, are not here. */
const tags = ['assign', 'capture', 'case', 'comment', 'if', 'unless', 'for', 'break', 'continue', 'raw', 'echo', '#'];

/** The filters a message may use, beside ours. Those that read the clock or throw dice are not here. */
const filters = (
  'append prepend upcase downcase capitalize strip squish replace remove truncate default ' +
  'plus minus times divided_by modulo round ceil floor at_least at_most ' +
  'join first last size array_to_sentence_string'
).split(' ');

/** Bounds on what one text may take: far above any message, far below what a door has. */
const limits = { characters: 10_000, objects: 10_000, milliseconds: 2_000 };

/** Blanks that stand in no phone's small alphabet would double the price of a text. */
const plainBlanks = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

const wrong = (what: string): never => {
  throw new TemplateFault(what);
};

const instantOf = (value: unknown): Date => {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? wrong('The filters day and time take a date or an instant.') : new Date(at);
};

/** English and Spanish are those of the United States, where these stores are. */
const locale = (language: string): string => (['en', 'es'].includes(language) ? `${language}-US` : language);

/** `Thursday, December 3`: no year, because the day is near, and no digits that read differently abroad. */
function day(value: unknown, { language, timeZone }: Rendering): string {
  // A date has no zone: it is the same day everywhere.
  const zone = typeof value === 'string' && value.length === 'YYYY-MM-DD'.length ? 'UTC' : timeZone;
  const words = { weekday: 'long', month: 'long', day: 'numeric', timeZone: zone } as const;
  return plainBlanks(new Intl.DateTimeFormat(locale(language), words).format(instantOf(value)));
}

/** `2:30 PM`, on the store's clock; `p. m.` would put a second full stop at the end of a sentence. */
function time(value: unknown, { language, timeZone }: Rendering): string {
  const words = { hour: 'numeric', minute: '2-digit', hour12: true, timeZone } as const;
  const said = plainBlanks(new Intl.DateTimeFormat(locale(language), words).format(instantOf(value)));
  return said.replace(/([ap])\. ?m\./, (_, half: string) => `${half.toUpperCase()}M`);
}

/** `312-555-0123`: as people in North America say a number; others stay as they are. */
const phone = (value: unknown): string => String(value).replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '$1-$2-$3');

/** `12,500`. */
const number = (value: unknown, { language }: Rendering): string =>
  typeof value === 'number'
    ? plainBlanks(new Intl.NumberFormat(locale(language)).format(value))
    : wrong('The filter number takes a number.');

const only = (names: readonly string[], all: object): void => {
  for (const name of Object.keys(all)) if (!names.includes(name)) Reflect.deleteProperty(all, name);
};

/** An engine for one place; the filters of dates close over it, because liquid has no notion of a language. */
function engine(how: Rendering): Engine {
  const made = new Engine({
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    // `{% if visit %}` is how a text asks whether an optional field is there.
    lenientIf: true,
    templates: {},
    parseLimit: limits.characters,
    renderLimit: limits.milliseconds,
    memoryLimit: limits.objects,
  });
  only(tags, made.tags);
  only(filters, made.filters);
  made.registerFilter('day', (value: unknown) => day(value, how));
  made.registerFilter('time', (value: unknown) => time(value, how));
  made.registerFilter('phone', phone);
  made.registerFilter('number', (value: unknown) => number(value, how));
  return made;
}

const engines = new Map<string, Engine>();

/** Engines are kept: there are a handful of languages and zones, and making one costs more than a message. */
function engineFor(how: Rendering): Engine {
  const key = `${how.language} ${how.timeZone}`;
  const made = engines.get(key) ?? engine(how);
  engines.set(key, made);
  return made;
}

/** What is wrong, in a sentence. The engine's own message names the tag, filter or field, and the line; never data. */
function faultOf(error: unknown): TemplateFault {
  if (!(error instanceof LiquidError)) return new TemplateFault('Make the template simpler: it could not be rendered.');
  const [, missing] = /^undefined variable: (\S+?),/.exec(error.message) ?? [];
  if (missing !== undefined) {
    return new TemplateFault(
      `There is no ${missing} here: name what is there, inside {% if %} when optional.`,
      missing,
    );
  }
  const of: unknown = error.originalError;
  if (of instanceof TemplateFault) return of;
  return new TemplateFault(`Mend the template: ${error.message}.`);
}

function attempt<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof TemplateFault ? error : faultOf(error);
  }
}

/** A place for texts that are only read, not rendered. */
const anywhere: Rendering = { language: 'en', timeZone: 'UTC' };

/** Templates in liquid. */
export const liquid: Liquid = {
  render: (template, data, how) =>
    attempt(() => {
      const made = engineFor(how);
      const parsed: Template[] = made.parse(template);
      return String(made.renderSync(parsed, { ...data }));
    }),
  fieldsOf: (template) =>
    attempt(() => {
      const made = engineFor(anywhere);
      return made.globalFullVariablesSync(made.parse(template));
    }),
};
