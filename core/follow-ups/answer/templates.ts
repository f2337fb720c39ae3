/** What leaves in a conversation: a person's own words, and the one confirmation of an opt-out. */
import * as z from 'zod';
import { defineTemplate } from '../../templates/index.ts';

/** A person's answer, as they wrote it. */
export const writtenAnswer = defineTemplate({
  name: 'written-answer',
  category: 'conversational',
  department: 'bdc',
  means: 'The answer that a person of the store wrote to a customer.',
  data: z.object({ text: z.string() }),
  example: { text: 'Yes, we are open on Saturday until one.' },
  texts: {
    en: { title: '{{ store.name }}: our answer', text: '{{ text }}' },
    es: { title: '{{ store.name }}: nuestra respuesta', text: '{{ text }}' },
  },
});

/** The one message that may follow an opt-out (domain section 5, rule 5). It offers nothing. */
export const optOutConfirmed = defineTemplate({
  name: 'opt-out-confirmed',
  category: 'transactional',
  department: 'bdc',
  means: 'Once, within five minutes after a customer wrote STOP.',
  data: z.object({}),
  example: {},
  saysOptOut: false,
  texts: {
    en: {
      title: '{{ store.name }}: no more texts',
      text: '{{ store.name }}: you will get no more automated texts from us. Reply START to get them again.',
    },
    es: {
      title: '{{ store.name }}: no más mensajes',
      text: '{{ store.name }}: no recibirá más mensajes automáticos. Responda START para recibirlos de nuevo.',
    },
  },
});
