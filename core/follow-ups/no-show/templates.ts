/** What a customer reads who did not come. Transactional: it is about their own appointment, and offers nothing else. */
import * as z from 'zod';
import { instant } from '../../kernel/time.ts';
import { defineTemplate } from '../../templates/index.ts';

/** Once, a quarter of an hour after a visit counts as missed. */
export const missedWords = defineTemplate({
  name: 'appointment-missed',
  category: 'transactional',
  department: 'bdc',
  means: 'Once, soon after a visit counts as missed.',
  data: z.object({ startsAt: instant, link: z.string().optional() }),
  example: { startsAt: '2026-03-12T14:00:00.000Z', link: 'https://example.com/v1/links/abc' },
  texts: {
    en: {
      title: '{{ store.name }}: we missed you',
      text: '{{ store.name }}: we missed you today at {{ startsAt | time }}. Shall we find another time? Reply with a day that suits you{% if store.phone %} or call {{ store.phone | phone }}{% endif %}.{% if link %} {{ link }}{% endif %}',
    },
    es: {
      title: '{{ store.name }}: le echamos de menos',
      text: '{{ store.name }}: hoy a las {{ startsAt | time }} le echamos de menos. ¿Buscamos otra hora? Responda con un día que le convenga{% if store.phone %} o llame al {{ store.phone | phone }}{% endif %}.{% if link %} {{ link }}{% endif %}',
    },
  },
});
