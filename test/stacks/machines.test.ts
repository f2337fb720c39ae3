import validate from 'asl-validator';
import { describe, expect, test } from 'vitest';
import { followUps } from '../../core/follow-ups/index.ts';
import { renderMachine } from '../../core/kernel/machine.ts';

describe.each(followUps.map((each) => [each.name, renderMachine(each)] as const))(
  'the machine of %s',
  (name, machine) => {
    const states = Object.entries<Record<string, unknown>>(machine.States);

    test('is valid Amazon States Language', () => {
      // The validator reads ARNs where the template has a substitution.
      const text = JSON.stringify(machine).replaceAll(
        /\$\{\w+\}/g,
        'arn:aws:lambda:us-east-1:123456789012:function:door',
      );
      const verdict = validate(JSON.parse(text));
      expect(verdict.errorsText()).toBe('');
      expect(verdict.isValid).toBe(true);
    });

    test('fits a screen, and speaks the field’s language', () => {
      expect(states.length).toBeLessThanOrEqual(24);
      for (const [label, state] of states) {
        if (state['Type'] === 'Fail') expect(label).toMatch(/^Stuck: /);
        if (state['Type'] === 'Succeed') expect(label).toMatch(/^Done: /);
        if (String(state['Resource']).endsWith('waitForTaskToken')) expect(label).toMatch(/^Wait for /);
        expect(label.length).toBeLessThanOrEqual(80);
      }
      expect(states.filter(([, state]) => state['Type'] === 'Fail')).toHaveLength(1);
    });

    test('every task ends in time, and retries by name', () => {
      const tasks = states.filter(([, state]) => state['Type'] === 'Task');
      expect(tasks.length).toBeGreaterThan(2);
      for (const [label, state] of tasks) {
        expect(state['TimeoutSeconds'] ?? state['TimeoutSecondsPath'], label).toBeDefined();
        const retried = (state['Retry'] as { ErrorEquals: string[] }[]).flatMap((each) => each.ErrorEquals);
        expect(retried, label).not.toContain('States.ALL');
      }
    });

    test('has a name that leaves room for a store and an order', () => {
      expect(name).toMatch(/^[a-z][a-z-]{0,23}$/);
    });
  },
);
