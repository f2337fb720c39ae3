/** What holds of the decision on any facts whatever. Run on facts that nobody thought of. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facts as anyFacts } from '../../../test/stories/parts-eta/arbitrary.ts';
import type { Moment } from '../../kernel/event.ts';
import type { Instant } from '../../kernel/time.ts';
import { planned } from '../../messages/index.ts';
import { changePromise, isOwed, openPromise, type Promised } from '../../promises/index.ts';
import type { PromiseChange } from '../../run/index.ts';
import { decide, perform } from './decide.ts';
import type { Claim, Facts } from './facts.ts';

const momentAt = (now: Instant): Moment => ({
  now,
  newId: () => 'id',
  actor: { kind: 'system', id: 'parts-eta' },
  cause: 'cause',
});

/** The promises after the changes. */
function promisesAfter(facts: Facts, changes: readonly PromiseChange[], now: Instant): readonly Promised[] {
  const moment = momentAt(now);
  const changed = new Map(
    changes.flatMap((each) =>
      'change' in each
        ? [[each.change.promiseId, changePromise(each.change, each.command, moment).state] as const]
        : [],
    ),
  );
  const opened = changes.flatMap((each) =>
    'open' in each ? [openPromise({ ...each.open, ...facts.run }, moment).state] : [],
  );
  return [...facts.promises.map((promised) => changed.get(promised.promiseId) ?? promised), ...opened].toSorted(
    (a, b) => `${a.openedAt}${a.promiseId}`.localeCompare(`${b.openedAt}${b.promiseId}`),
  );
}

const committed = (facts: Facts, changes: readonly PromiseChange[], now: Instant): Facts => ({
  ...facts,
  promises: promisesAfter(facts, changes, now),
});

/** The facts after the act that the decision asks for; undefined when there is nothing to perform. */
function acted(facts: Facts, now: Instant): Facts | undefined {
  const step = decide(facts, now);
  if (step.does !== 'act') return undefined;
  const performance = perform(facts, step.act, momentAt(now));
  if (performance === undefined) return undefined;
  const inside = performance.kind === 'inside';
  const claim: Claim = {
    followUp: 'parts-eta',
    act: step.act,
    occasion: step.occasion,
    at: now,
    told: inside ? performance.told : performance.draft.told,
    state: inside ? 'DONE' : performance.contact(now, planned)?.answer === 'send' ? 'ACCEPTED' : 'REFUSED',
  };
  return { ...committed(facts, inside ? performance.promises : [], now), claims: [...facts.claims, claim] };
}

const law = (holds: (facts: Facts, now: Instant) => void): void =>
  fc.assert(
    fc.property(anyFacts, ({ facts, now }) => holds(facts, now)),
    { numRuns: 150, seed: 22 },
  );

/** More steps than any facts can need at one instant: each promise climbs its whole ladder, everybody is told once. */
const mostSteps = 60;

describe('on any facts the decision', () => {
  test('is the same when it is asked again', () => {
    law((facts, now) => {
      expect(decide(facts, now)).toEqual(decide(structuredClone(facts), now));
    });
  });

  test('waits for an instant to come, and says why in a sentence', () => {
    law((facts, now) => {
      const step = decide(facts, now);
      expect(step.because).toMatch(/^[A-Z0-9].*\.$/);
      if (step.does === 'wait' || step.does === 'park') expect(step.until > now).toBe(true);
    });
  });

  test('changes a promise once at most, opens one of a type at most, and none that is there', () => {
    law((facts, now) => {
      const { promises } = decide(facts, now);
      const changed = promises.flatMap((each) => ('change' in each ? [each.change.promiseId] : []));
      expect(new Set(changed).size).toBe(changed.length);
      const ids = promisesAfter(facts, promises, now).map(({ promiseId }) => promiseId);
      expect(new Set(ids).size).toBe(ids.length);
      const owed = promisesAfter(facts, promises, now).filter(isOwed);
      expect(new Set(owed.map(({ type }) => type)).size).toBe(owed.length);
    });
  });

  test('leaves nothing with somebody who is not active', () => {
    law((facts, now) => {
      const active = facts.staff.filter((member) => member.active).map(({ staffId }) => staffId);
      for (const { owner } of promisesAfter(facts, decide(facts, now).promises, now).filter(isOwed)) {
        if (owner.kind === 'person') expect(active).toContain(owner.staffId);
      }
    });
  });

  test('settles its promises in two looks: one changes hands, and then waits for a person', () => {
    law((facts, now) => {
      const once = committed(facts, decide(facts, now).promises, now);
      const twice = committed(once, decide(once, now).promises, now);
      expect(decide(twice, now).promises).toEqual([]);
    });
  });

  test('leaves no message that came back without a person who asks, or who has told since', () => {
    let back = 0;
    law((facts, now) => {
      const step = decide(facts, now);
      if (step.does === 'end' || step.does === 'park' || facts.repairOrder === undefined) return;
      const promises = promisesAfter(facts, step.promises, now);
      for (const { state, providerId, endedAt = now } of facts.claims) {
        if (state !== 'FAILED' || providerId === undefined) continue;
        back += 1;
        const since = promises.filter(({ endedAt: until = now }) => until >= endedAt).map(({ type }) => type);
        expect(since.some((type) => type === 'did-it-reach' || type === 'customer-word')).toBe(true);
      }
    });
    expect(back).toBeGreaterThan(5);
  });

  test('owes nothing after the end', () => {
    law((facts, now) => {
      const step = decide(facts, now);
      if (step.does === 'end') expect(promisesAfter(facts, step.promises, now).filter(isOwed)).toEqual([]);
      if (step.does === 'park') expect(promisesAfter(facts, step.promises, now).filter(isOwed)).toEqual([]);
    });
  });

  test('comes to rest: every act can be done, none is asked for twice, and then it waits or ends', () => {
    law((given, now) => {
      let facts = given;
      const done = new Set<string>();
      for (let steps = 0; steps <= mostSteps; steps += 1) {
        const step = decide(facts, now);
        facts = committed(facts, step.promises, now);
        if (step.promises.length > 0) continue;
        if (step.does !== 'act') return;
        const act = `${step.act} ${step.occasion}`;
        expect(done).not.toContain(act);
        done.add(act);
        const next = acted(facts, now);
        expect(next, `${act} cannot be done`).toBeDefined();
        facts = next ?? facts;
      }
      expect.fail('It does not come to rest.');
    });
  });
});
