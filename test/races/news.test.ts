/** Races between news and a run that goes to sleep, wakes up or ends. */
import { describe } from 'vitest';
import { newsWithoutExpectBy, noCondition } from './guards.ts';
import { minutes, race } from './stage.ts';
import {
  advisorTold,
  askFor,
  ends,
  latestEvent,
  notes,
  open,
  order,
  owed,
  run,
  sleeps,
  update,
  waitingForEta,
} from './story.ts';

race('news between Review and the token', {
  guard: 'a wait is a write under the version that Review read',
  without: noCondition('version'),
  // The news comes once, in the middle of it: a second delivery would mend what this is about.
  town: { hop: ({ type }) => (type === 'parts-order.ordered' ? undefined : 1000) },
  story: async (stage) => {
    const { town } = stage;
    stage.meet({ door: 'wait', when: 'before', write: sleeps }, async () => {
      await order(town);
      await town.deliver(latestEvent(town, 'parts-order.ordered'));
    });
    await open(stage);
    await town.until(minutes(10));
    return { advisorTold: advisorTold(town), owed: await owed(stage) };
  },
  with: { advisorTold: 1, owed: [] },
  instead: { advisorTold: 0, owed: ['eta'] },
});

race('news between Review and the end', {
  guard: 'an end is a write under the version that Review read',
  without: noCondition('version'),
  town: { hop: ({ at }) => (at < minutes(5) ? 1000 : undefined) },
  story: async (stage) => {
    const { town } = stage;
    await waitingForEta(stage);
    stage.meet({ door: 'review', when: 'before', write: ends }, async () => {
      await askFor(town, 'P-2');
      await town.deliver(latestEvent(town, 'parts-order.requested'));
    });
    await update(town, { do: 'cancel' });
    await town.deliver(latestEvent(town, 'parts-order.cancelled'));
    await town.until(minutes(15));
    return { state: (await run(stage))['state'], owed: await owed(stage) };
  },
  with: { state: 'OPEN', owed: ['eta'] },
  instead: { state: 'ENDED', owed: [] },
});

race('an event before the row exists', {
  guard: 'every event of a parts order opens the run',
  without: {
    town: { hears: async (event) => !event.type.startsWith('parts-order.') || event.type === 'parts-order.requested' },
  },
  // Whoever asked for the part is half an hour late; that it was ordered is on time.
  town: { hop: ({ type }) => (type === 'parts-order.requested' ? 30 * 60_000 : 1000) },
  story: async (stage) => {
    const { town } = stage;
    await open(stage);
    await order(town);
    await town.until(minutes(10));
    const inTime = { advisor: advisorTold(town), customer: town.sent.length };
    await town.until(minutes(60));
    return { inTime, inTheEnd: { advisor: advisorTold(town), customer: town.sent.length } };
  },
  with: { inTime: { advisor: 1, customer: 1 }, inTheEnd: { advisor: 1, customer: 1 } },
  instead: { inTime: { advisor: 0, customer: 0 }, inTheEnd: { advisor: 1, customer: 1 } },
});

describe('a wake door that died between its write and the token', () => {
  const died = {
    with: { advisorTold: 1 },
    instead: { advisorTold: 0 },
  };
  const story: Parameters<typeof race>[1]['story'] = async (stage) => {
    const { town } = stage;
    await waitingForEta(stage);
    stage.meet({ door: 'hear', when: 'after', write: notes }, async (visit) => visit?.die());
    await order(town);
    await town.until(minutes(25));
    return { advisorTold: advisorTold(town) };
  };
  const delivered = new Set<string>();
  race('and the duplicate', {
    guard: 'a duplicate sends the token, too',
    without: {
      town: {
        hears: async ({ id }) => {
          const first = !delivered.has(id);
          delivered.add(id);
          return first;
        },
      },
    },
    story: (stage) => {
      delivered.clear();
      return story(stage);
    },
    ...died,
  });

  race('and the sweeper, when no duplicate comes', {
    guard: 'whoever takes note of news sets expectBy',
    without: newsWithoutExpectBy,
    town: {
      sweepMinutes: 1,
      hears: async ({ id }) => {
        const first = !delivered.has(id);
        delivered.add(id);
        return first;
      },
    },
    story: (stage) => {
      delivered.clear();
      return story(stage);
    },
    ...died,
  });
});
