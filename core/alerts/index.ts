/** Alerts, as follow-ups and doors see them. */
export { type AlertAbout, alerts } from './alert.ts';
export { raiseAlert } from './decide.ts';
export * from './events.ts';
