/** Messages and the rules of contact, as other nouns, follow-ups and doors see them. */
export { CONTACT_WINDOWS, type ContactCategory, type ContactDecision, decideContact } from './contact.ts';
export { planned, type SendingFacts } from './contact-request.ts';
export { claimMessage, concludeMessage, type Outcome, refuseMessage } from './decide.ts';
export * from './events.ts';
export { type ClaimPlace, claimKey, messageId, messageReference } from './keys.ts';
export { type AppointmentAnswer, type Reply, readReply } from './keywords.ts';
export { type LastMessage, lastMessageTo } from './last.ts';
export { asCounted, readLedger, withContact } from './ledger.ts';
export { type Message, messageState, messages } from './message.ts';
export { outcomeWrites } from './outcome.ts';
export { findMessage, messageOfReference } from './read.ts';
export { capMeans, capSettings } from './rules/caps.ts';
export type { Suppression } from './rules/refusal.ts';
