/** Alerts, as follow-ups and doors see them. */
export { type Alert, type AlertAbout, alert, alerts } from './alert.ts';
export { type NewAlert, raiseAlert } from './decide.ts';
export * from './events.ts';
export { alertKey, alertsOnDesk } from './keys.ts';
