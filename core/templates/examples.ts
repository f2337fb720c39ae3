/** One example of everything, for the reference. */
import type * as z from 'zod';
import type { shownTemplate, shownText } from './shown.ts';

/** What a client sends. */
export const draft = {
  title: '{{ store.name }}: su pieza llegó',
  text: '{{ store.name }}: ya tenemos todo para su vehículo.{% if visit %} Nos vemos el {{ visit | day }}.{% endif %}',
};

/** A wording in force. */
export const text: z.input<typeof shownText> = {
  language: 'es',
  source: 'own',
  ...draft,
  version: 1,
  updatedAt: '2026-03-10T14:30:00.000Z',
};

/** A template. */
export const template: z.input<typeof shownTemplate> = {
  name: 'parts-are-here',
  category: 'transactional',
  department: 'service',
  means: 'Asks the customer to come in: every ordered part is here and the car is not.',
  fields: [
    { name: 'parts', kind: 'number', optional: false },
    { name: 'visit', kind: 'instant', optional: true },
  ],
  example: { parts: 2, visit: '2026-03-19T14:00:00Z' },
  texts: [text],
};

/** A text in words. */
export const preview = {
  title: 'Elm Street Motors: su pieza llegó',
  sms: {
    text: 'Elm Street Motors: ya tenemos todo para su vehículo. Responda STOP para no recibir mensajes.',
    characters: 92,
    alphabet: 'UCS-2',
    parts: 2,
  },
  mail: 'Elm Street Motors: ya tenemos todo para su vehículo.',
} as const;
