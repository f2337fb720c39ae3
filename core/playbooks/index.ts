/** Playbooks: the only door for others. */
export { effectivePlaybook, modeAt } from './effective.ts';
export { definePlaybook, type Mode, type Playbook, readSettings, type Said } from './playbook.ts';
export * as setting from './settings.ts';
