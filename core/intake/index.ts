/** The intake: what comes in from outside, as doors see it. */
export * from './events.ts';
export { intakeItems, type ReviewReason } from './item.ts';
export type { Letter, Notice, Opened, Receipt } from './notice.ts';
export { type IntakePorts, takeIn } from './take.ts';
