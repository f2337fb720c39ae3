/** Sabotages of what guards the customer: consent, hours, suppression, the mode of a lifecycle, one confirmation. */
import type { Mutant } from '../mutant.ts';

const act = 'core/run/act.ts';
const contact = 'core/messages/contact.ts';

/** What decides whether a message leaves now. */
export const contactMutants: readonly Mutant[] = [
  {
    name: 'a message is held and leaves later',
    guards: 'The window is asked again when the message leaves: yesterday’s word does not leave in the morning.',
    file: act,
    find: 'performance.contact(now, {',
    replace: 'performance.contact(row.expectBy < now ? row.expectBy : now, {',
  },
  {
    name: 'the window is not asked',
    guards: 'Nothing leaves outside the hours that the recipient’s state allows.',
    file: contact,
    find: 'if (until !== now) {',
    replace: 'if (until < now) {',
  },
  {
    name: 'an opt-out is not asked',
    guards: 'Who forbade a kind of message gets none by that channel.',
    file: 'core/messages/contact-channel.ts',
    find: 'const revoked = revokedSms(customer, category);',
    replace: 'const revoked = undefined;',
  },
  {
    name: 'no suppression at send',
    guards: 'What makes an offer wrong is asked when it leaves.',
    file: contact,
    find: 'if (request.suppressed !== undefined) {',
    replace: "if (request.suppressed?.rule === undefined && request.template === '') {",
  },
  {
    name: 'caps not asked',
    guards: 'A customer gets no more marketing than the group allows.',
    file: contact,
    find: 'stateCap(marketing) ?? groupCap(marketing)',
    replace: 'stateCap(marketing)',
  },
  {
    name: 'mode not read fresh',
    guards: 'A switch to alert or observe holds at once for every run.',
    file: act,
    find: 'within(await look.mode(), rules)',
    replace: "within('automate', rules)",
  },
  {
    name: 'opt-out confirmed twice',
    guards: 'An opt-out is confirmed once, for its line.',
    file: 'core/follow-ups/answer/decide.ts',
    find: "return { act: 'confirm-opt-out', occasion: stop.lineId, because };",
    replace:
      "return { act: 'confirm-opt-out', occasion: `${stop.lineId.slice(0, 40)}-${view.facts.claims.length}`, because };",
  },
  {
    name: 'opt-out confirmed later',
    guards: 'An opt-out is confirmed within five minutes, or not at all.',
    file: 'core/follow-ups/answer/picture.ts',
    find: 'confirmation.until <= view.now || ',
    replace: '',
  },
];
