/** Playbooks: the only door for others. */
export { effectivePlaybook, modeAt } from './effective.ts';
export { playbookChanged } from './events.ts';
export { definePlaybook, type Mode, type Playbook, readSettings } from './playbook.ts';
export * as setting from './settings.ts';
