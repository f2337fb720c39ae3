/**
 * What this follow-up says to customers. It names the store, never the customer; it offers nothing, so it stays
 * transactional (domain section 5, rule 13).
 */
import * as z from 'zod';
import { calendarDate, instant } from '../../kernel/time.ts';
import { defineTemplate } from '../../templates/index.ts';

const parts = z.int().positive();
const visit = instant.optional();

/** `The part`, `Both parts`, `All 3 parts`. */
const things = '{% case parts %}{% when 1 %}The part{% when 2 %}Both parts{% else %}All {{ parts }} parts{% endcase %}';
const cosas =
  '{% case parts %}{% when 1 %}La pieza{% when 2 %}Las dos piezas{% else %}Las {{ parts }} piezas{% endcase %}';

const are = '{% if parts == 1 %}is{% else %}are{% endif %}';
const llegaron = '{% if parts == 1 %}llegó{% else %}llegaron{% endif %}';

const tooEarly =
  '{% if visit %} Your visit on {{ visit | day }} at {{ visit | time }} is too early for that; we will find a new time with you.{% endif %}';
const muyPronto =
  '{% if visit %} Su cita del {{ visit | day }} a las {{ visit | time }} es demasiado pronto; buscaremos otra hora con usted.{% endif %}';

const titles = { en: '{{ store.name }}: news about your parts', es: '{{ store.name }}: noticias de sus piezas' };

/** The day on which the parts are expected is known, or is another one. */
export const dayOfTheParts = defineTemplate({
  name: 'day-of-the-parts',
  category: 'transactional',
  department: 'service',
  means: 'Tells the customer the day on which the ordered parts are expected, the first time and when it moves.',
  data: z.object({ parts, day: calendarDate, visit }),
  example: { parts: 2, day: '2026-03-18', visit: '2026-03-16T14:00:00Z' },
  texts: {
    en: {
      title: titles.en,
      text: `{{ store.name }}: ${things} for your vehicle should be here by {{ day | day }}. We will tell you if the day changes.${tooEarly}`,
    },
    es: {
      title: titles.es,
      text: `{{ store.name }}: ${cosas} para su vehículo {% if parts == 1 %}debe{% else %}deben{% endif %} llegar a más tardar el {{ day | day }}. Le avisaremos si cambia el día.${muyPronto}`,
    },
  },
});

/** A part is on back order, and nobody has a day for it any more. */
export const partsWithoutADay = defineTemplate({
  name: 'parts-without-a-day',
  category: 'transactional',
  department: 'service',
  means: 'Tells the customer that an ordered part has lost its day and has no new one yet.',
  data: z.object({ visit }),
  example: { visit: '2026-03-16T14:00:00Z' },
  texts: {
    en: {
      title: titles.en,
      text: `{{ store.name }}: A part for your vehicle is on back order and has no date yet. We will tell you as soon as there is one.${tooEarly}`,
    },
    es: {
      title: titles.es,
      text: `{{ store.name }}: Una pieza para su vehículo está pendiente del proveedor y aún no tiene fecha. Le avisaremos en cuanto la haya.${muyPronto}`,
    },
  },
});

/** Everything is here, and the car is with the customer. */
export const partsAreHere = defineTemplate({
  name: 'parts-are-here',
  category: 'transactional',
  department: 'service',
  means: 'Asks the customer to come in: every ordered part is here and the car is not.',
  data: z.object({ parts, visit }),
  example: { parts: 2, visit: '2026-03-19T14:00:00Z' },
  texts: {
    en: {
      title: titles.en,
      text: `{{ store.name }}: ${things} for your vehicle ${are} here. {% if visit %}See you on {{ visit | day }} at {{ visit | time }}.{% else %}Please call us{% if store.phone %} at {{ store.phone | phone }}{% endif %} to set a time that suits you.{% endif %}`,
    },
    es: {
      title: titles.es,
      text: `{{ store.name }}: ${cosas} para su vehículo ya ${llegaron}. {% if visit %}Nos vemos el {{ visit | day }} a las {{ visit | time }}.{% else %}Llámenos{% if store.phone %} al {{ store.phone | phone }}{% endif %} para fijar la hora que le convenga.{% endif %}`,
    },
  },
});

/** Everything is here, and so is the car. */
export const partsHereWorkGoesOn = defineTemplate({
  name: 'parts-here-work-goes-on',
  category: 'transactional',
  department: 'service',
  means: 'Tells a customer whose car is in the shop that every ordered part is here.',
  data: z.object({ parts }),
  example: { parts: 2 },
  texts: {
    en: {
      title: titles.en,
      text: `{{ store.name }}: ${things} for your vehicle ${are} here and the work goes on. We will tell you when it is ready.`,
    },
    es: {
      title: titles.es,
      text: `{{ store.name }}: ${cosas} para su vehículo ya ${llegaron} y el trabajo continúa. Le avisaremos cuando esté listo.`,
    },
  },
});
