/**
 * What customers read about their vehicle. Outreach is marketing: it is there to sell service, or the next car. A recall
 * notice is not: it tells the owner of a defect that is mended free of charge, offers nothing else, and must reach people
 * who want no offers; so it is transactional, and no offer belongs in it (domain section 5, rule 13).
 */
import * as z from 'zod';
import { calendarDate } from '../../kernel/time.ts';
import { defineTemplate, type Template } from '../../templates/index.ts';
import type { Kind } from './campaigns.ts';

const data = z.object({
  /** Make and model, when they are known. */
  vehicle: z.string().optional(),
  /** The day on which it is due or ends. */
  day: calendarDate.optional(),
  /** 1 for the first message of the campaign. */
  touch: z.int().positive(),
});

const example = { vehicle: 'Honda Accord', day: '2026-09-01', touch: 1 };

const car = '{% if vehicle %}your {{ vehicle }}{% else %}your vehicle{% endif %}';
const auto = '{% if vehicle %}su {{ vehicle }}{% else %}su vehículo{% endif %}';
const again = '{% if touch > 1 %}A reminder: {% endif %}';
const otraVez = '{% if touch > 1 %}Le recordamos: {% endif %}';
const call =
  '{% if store.phone %} Call {{ store.phone | phone }} for a time that suits you.{% else %} Reply, and we will find a time that suits you.{% endif %}';
const llame =
  '{% if store.phone %} Llame al {{ store.phone | phone }} para una hora que le convenga.{% else %} Responda y buscaremos una hora que le convenga.{% endif %}';

const about = { department: 'marketing', data, example } as const;

/** One sentence about the vehicle, and how to answer it. */
const words = (en: string, es: string, titles: { readonly en: string; readonly es: string }) => ({
  en: { title: `{{ store.name }}: ${titles.en}`, text: `{{ store.name }}: ${again}${en}${call}` },
  es: { title: `{{ store.name }}: ${titles.es}`, text: `{{ store.name }}: ${otraVez}${es}${llame}` },
});

/** When the next service is near. */
export const serviceDueWords = defineTemplate({
  ...about,
  name: 'service-due',
  category: 'marketing',
  means: 'Some days before the next service is due by time or by miles.',
  texts: words(
    `${car} is due for service{% if day %} around {{ day | day }}{% endif %}.`,
    `a ${auto} le toca servicio{% if day %} alrededor del {{ day | day }}{% endif %}.`,
    { en: 'your next service', es: 'su próximo servicio' },
  ),
});

/** When a customer has not come for a long time. */
export const lapsedWords = defineTemplate({
  ...about,
  name: 'we-miss-you',
  category: 'marketing',
  means: 'When a customer has not come for service for many months.',
  texts: words(
    `we have not seen ${car} for a while. A check-up keeps it on the road.`,
    `hace tiempo que no vemos ${auto}. Una revisión lo mantiene en marcha.`,
    { en: 'time for a check-up', es: 'hora de una revisión' },
  ),
});

/** When the warranty is about to end. */
export const warrantyEndsWords = defineTemplate({
  ...about,
  name: 'warranty-ends',
  category: 'marketing',
  means: 'Some weeks before the warranty ends by day or by miles.',
  texts: words(
    `the warranty of ${car} ends{% if day %} around {{ day | day }}{% endif %}. Let us look it over while it is covered.`,
    `la garantía de ${auto} termina{% if day %} alrededor del {{ day | day }}{% endif %}. Revisémoslo mientras está cubierto.`,
    { en: 'your warranty ends soon', es: 'su garantía termina pronto' },
  ),
});

/** When the lease is about to end. */
export const leaseEndsWords = defineTemplate({
  ...about,
  name: 'lease-ends',
  category: 'marketing',
  means: 'Half a year and a quarter before the lease ends.',
  texts: words(
    `the lease of ${car} ends{% if day %} on {{ day | day }}{% endif %}. Let us talk about what comes next.`,
    `el arrendamiento de ${auto} termina{% if day %} el {{ day | day }}{% endif %}. Hablemos de lo que sigue.`,
    { en: 'your lease ends', es: 'su arrendamiento termina' },
  ),
});

/** While a recall of the manufacturer is open on the vehicle. */
export const recallWords = defineTemplate({
  ...about,
  name: 'recall-open',
  category: 'transactional',
  means: 'While a recall of the manufacturer is open on the vehicle. A safety notice: it offers nothing.',
  texts: words(
    `the manufacturer has recalled ${car} for a safety repair. It costs you nothing.`,
    `el fabricante ha llamado a revisión ${auto} por seguridad. La reparación no le cuesta nada.`,
    { en: 'a safety recall of your vehicle', es: 'un llamado de seguridad de su vehículo' },
  ),
});

type Words = Template<typeof data>;

const templates: Readonly<Record<Kind, Words>> = {
  recall: recallWords,
  lease: leaseEndsWords,
  warranty: warrantyEndsWords,
  service: serviceDueWords,
  lapsed: lapsedWords,
};

/** The template of a kind of campaign. */
export const templateOf = (kind: Kind): Words => templates[kind];
