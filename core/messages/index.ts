/** Messages and the rules of contact, as other nouns, follow-ups and doors see them. */
export { CONTACT_WINDOWS, type ContactCategory, type ContactDecision, decideContact } from './contact.ts';
export { claimMessage, concludeMessage, type Outcome, refuseMessage } from './decide.ts';
export * from './events.ts';
export { type ClaimPlace, claimKey, messageId } from './keys.ts';
export { type AppointmentAnswer, type Reply, readReply } from './keywords.ts';
export { type Message, messageState, messages } from './message.ts';
