/** What customers read about their appointments. Transactional: no offer belongs in here (domain section 5, rule 13). */
import * as z from 'zod';
import { instant } from '../../kernel/time.ts';
import { defineTemplate } from '../../templates/index.ts';

const data = z.object({
  startsAt: instant,
  purpose: z.string(),
  /** Whom they meet, by first name. */
  host: z.string().optional(),
  /** The one-tap link to confirm, move or cancel. */
  link: z.string().optional(),
  /** They have confirmed: nothing is asked any more. */
  confirmed: z.boolean(),
  moved: z.boolean(),
});

const example = {
  startsAt: '2026-03-12T14:00:00.000Z',
  purpose: 'service',
  host: 'Ana',
  link: 'https://example.com/v1/links/abc',
  confirmed: false,
  moved: false,
};

const ask = {
  en: '{% unless confirmed %} Reply C to confirm, R for another time, X to cancel.{% endunless %}{% if link %} {{ link }}{% endif %}',
  es: '{% unless confirmed %} Responda C para confirmar, R para otra hora, X para cancelar.{% endunless %}{% if link %} {{ link }}{% endif %}',
};

/** At once when an appointment is booked or moved. */
export const appointmentBookedWords = defineTemplate({
  name: 'appointment-booked',
  category: 'transactional',
  department: 'bdc',
  means: 'At once when an appointment is booked or moved.',
  data,
  example,
  texts: {
    en: {
      title: '{{ store.name }}: your appointment',
      text: `{{ store.name }}: {% if moved %}your appointment is now on{% else %}see you on{% endif %} {{ startsAt | day }} at {{ startsAt | time }}{% if host %} with {{ host }}{% endif %}.${ask.en}`,
    },
    es: {
      title: '{{ store.name }}: su cita',
      text: `{{ store.name }}: {% if moved %}su cita es ahora el{% else %}le esperamos el{% endif %} {{ startsAt | day }} a las {{ startsAt | time }}{% if host %} con {{ host }}{% endif %}.${ask.es}`,
    },
  },
});

/** Three days, one day and two hours before. */
export const appointmentReminderWords = defineTemplate({
  name: 'appointment-reminder',
  category: 'transactional',
  department: 'bdc',
  means: 'So many hours before an appointment.',
  data,
  example,
  texts: {
    en: {
      title: '{{ store.name }}: your appointment',
      text: `{{ store.name }}: a reminder of your appointment on {{ startsAt | day }} at {{ startsAt | time }}{% if host %} with {{ host }}{% endif %}.${ask.en}`,
    },
    es: {
      title: '{{ store.name }}: su cita',
      text: `{{ store.name }}: le recordamos su cita el {{ startsAt | day }} a las {{ startsAt | time }}{% if host %} con {{ host }}{% endif %}.${ask.es}`,
    },
  },
});

/** When an appointment that the customer knows of is cancelled. */
export const appointmentOffWords = defineTemplate({
  name: 'appointment-cancelled',
  category: 'transactional',
  department: 'bdc',
  means: 'When an appointment that the customer knows of is cancelled.',
  data: data.pick({ startsAt: true, purpose: true }),
  example: { startsAt: example.startsAt, purpose: example.purpose },
  texts: {
    en: {
      title: '{{ store.name }}: your appointment is cancelled',
      text: '{{ store.name }}: your appointment on {{ startsAt | day }} at {{ startsAt | time }} is cancelled.{% if store.phone %} Call us at {{ store.phone | phone }} for another time.{% endif %}',
    },
    es: {
      title: '{{ store.name }}: su cita está cancelada',
      text: '{{ store.name }}: su cita del {{ startsAt | day }} a las {{ startsAt | time }} está cancelada.{% if store.phone %} Llámenos al {{ store.phone | phone }} para otra hora.{% endif %}',
    },
  },
});
