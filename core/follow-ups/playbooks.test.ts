import { expect, test } from 'vitest';
import { followUps } from './index.ts';
import { playbooks } from './playbooks.ts';

test('every follow-up’s playbook is in the register, under its name', () => {
  expect(new Set(playbooks)).toEqual(new Set(followUps.map(({ playbook }) => playbook)));
  for (const { name, playbook } of followUps) expect(playbook.followUp).toBe(name);
});

test('every setting says what it means in a sentence', () => {
  for (const { fields } of playbooks) for (const { means } of fields) expect(means).toMatch(/^[A-Z].*\.$/);
});
