/** Alerts, as follow-ups and doors see them. */
export { alerts } from './alert.ts';
export { raiseAlert } from './decide.ts';
export * from './events.ts';
