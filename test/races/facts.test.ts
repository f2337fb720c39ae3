/** Races between what Review saw and what a claim stands on; and between a claim, the provider and its answer. */
import { describe } from 'vitest';
import { visiting } from '../simulation/visit.ts';
import { claimsAfterwards, claimsNeverDue, noFactChecks } from './guards.ts';
import { minutes, race } from './stage.ts';
import { claims, daysTold, messageStates, optOut, order, owed, update, waitingForEta } from './story.ts';

describe('between Review and the claim', () => {
  race('the ETA moves', {
    guard: 'a claim checks the version of every fact',
    without: noFactChecks,
    story: async (stage) => {
      const { town } = stage;
      await waitingForEta(stage);
      stage.meet({ door: 'act', when: 'before', write: claims }, () => update(town, { do: 'eta', eta: '2026-03-12' }));
      await order(town);
      await town.until(minutes(20));
      return daysTold(town);
    },
    with: ['Thursday, March 12'],
    instead: ['Tuesday, March 10', 'Thursday, March 12'],
  });

  race('the customer opts out', {
    guard: 'a claim checks the version of the consent too',
    without: noFactChecks,
    story: async (stage) => {
      const { town } = stage;
      await waitingForEta(stage);
      stage.meet({ door: 'act', when: 'before', write: claims }, () => optOut(town));
      await order(town);
      await town.until(minutes(20));
      return { told: daysTold(town), messages: await messageStates(stage), owed: await owed(stage) };
    },
    with: { told: [], messages: ['REFUSED'], owed: ['customer-word'] },
    instead: { told: ['Tuesday, March 10'], messages: ['ACCEPTED'], owed: [] },
  });
});

describe('a crash', () => {
  race('before sending, the claim written', {
    guard: 'a claim without a result is a due row',
    without: claimsNeverDue,
    town: { sweepMinutes: 1 },
    story: async (stage) => {
      const { town } = stage;
      await waitingForEta(stage);
      stage.meet({ door: 'act', when: 'after', write: claims }, async (visit) => visit?.die());
      await order(town);
      await town.until(minutes(60));
      return { called: town.called.length, messages: await messageStates(stage), owed: await owed(stage) };
    },
    with: { called: 0, messages: ['UNKNOWN'], owed: ['customer-word', 'did-it-reach'] },
    instead: { called: 0, messages: ['CLAIMED'], owed: ['customer-word'] },
  });

  let diedOnce = false;
  race('after sending, the result not written', {
    guard: 'the claim is written before the provider is called',
    without: claimsAfterwards,
    town: {
      sweepMinutes: 1,
      provider: async (_message, take) => {
        if (diedOnce) return;
        diedOnce = true;
        take();
        await visiting()?.die();
      },
    },
    story: async (stage) => {
      diedOnce = false;
      await waitingForEta(stage);
      await order(stage.town);
      await stage.town.until(minutes(60));
      return { told: daysTold(stage.town), messages: await messageStates(stage), owed: await owed(stage) };
    },
    with: { told: ['Tuesday, March 10'], messages: ['UNKNOWN'], owed: ['customer-word', 'did-it-reach'] },
    instead: { told: ['Tuesday, March 10', 'Tuesday, March 10'], messages: ['ACCEPTED'], owed: [] },
  });
});
