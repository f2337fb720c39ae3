import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Moment } from '../kernel/event.ts';
import { parseInstant } from '../kernel/time.ts';
import { layersFor, together } from './effective.ts';
import { changeLayer, type Layer, layers } from './layer.ts';
import { definePlaybook, type Mode, readSettings, type Said } from './playbook.ts';
import * as setting from './settings.ts';
import { readWord, refuseMisfit } from './word.ts';

const now = parseInstant('2026-03-10T15:00:00Z');
const moment: Moment = { now, newId: () => 'E-1', actor: { kind: 'staff', id: 'sam' }, cause: 'request-1' };

const playbook = definePlaybook({
  followUp: 'trial',
  department: 'service',
  alsoIn: ['sales'],
  settings: z
    .object({
      first: setting.days({ from: 1, to: 30 }).default(3),
      last: setting.days({ from: 1, to: 60 }).default(10),
      weekly: setting.rising('days', { from: 1, to: 60 }).default([7, 14]),
    })
    .refine(({ first, last }) => first < last, { path: ['last'], error: 'Send more than first.' }),
  means: { first: 'First.', last: 'Last.', weekly: 'Weekly.' },
});

const layer = (name: Layer['layer'], settings: Said, version = 1, mode?: Mode): Layer => ({
  followUp: 'trial',
  layer: name,
  ...(name === 'group' ? {} : { storeId: 'S01' }),
  ...(name === 'department' ? { department: 'service' as const } : {}),
  ...(mode === undefined ? {} : { mode }),
  settings,
  version,
  createdAt: now,
  updatedAt: now,
});

describe('what holds', () => {
  test('is the house’s defaults when nobody says anything', () => {
    expect(together(playbook, [])).toEqual({
      version: 0,
      mode: 'automate',
      modeFrom: 'default',
      settings: { first: 3, last: 10, weekly: [7, 14] },
      sources: { first: 'default', last: 'default', weekly: 'default' },
      ignored: [],
    });
  });

  test('is said field by field, the nearest word last', () => {
    const all = [layer('department', { last: 20 }, 1, 'alert'), layer('group', { first: 5, last: 15 }, 4, 'observe')];
    const said = layersFor([...all, layer('store', { first: 6 }, 2)], playbook, 'service');
    expect(together(playbook, said)).toMatchObject({
      version: 7,
      mode: 'alert',
      modeFrom: 'department',
      settings: { first: 6, last: 20 },
      sources: { first: 'store', last: 'department', weekly: 'default' },
    });
    const sales = layersFor(all, playbook, 'sales');
    expect(together(playbook, sales)).toMatchObject({ mode: 'observe', settings: { first: 5, last: 15 } });
  });

  test('leaves out the nearest layer that no longer fits, and says so; its mode holds', () => {
    const said = [layer('group', { last: 4 }), layer('store', { first: 8 }, 1, 'observe')];
    expect(together(playbook, said)).toMatchObject({
      settings: { first: 3, last: 4 },
      sources: { first: 'default', last: 'group' },
      ignored: ['store'],
      mode: 'observe',
      version: 2,
    });
  });

  test('always fits the playbook, whatever layers say, and counts all of their versions', () => {
    const any = fc.record(
      { first: fc.integer({ min: -1, max: 40 }), last: fc.integer({ min: -1, max: 70 }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(any, any, any, fc.integer({ min: 1, max: 9 }), (group, store, department, version) => {
        const said = [layer('group', group), layer('store', store, version), layer('department', department)];
        const held = together(playbook, said);
        expect(playbook.settings.parse(held.settings)).toEqual(held.settings);
        expect(held.version).toBe(version + 2);
      }),
    );
  });
});

describe('settings that were kept', () => {
  test('read as they are', () => {
    expect(readSettings(playbook, { first: 4, last: 9, weekly: [] })).toEqual({ first: 4, last: 9, weekly: [] });
  });
  test('give way to the default where they do not fit any more, all of them when they do not fit each other', () => {
    expect(readSettings(playbook, { first: 99, last: 9, gone: 1 })).toEqual({ first: 3, last: 9, weekly: [7, 14] });
    expect(readSettings(playbook, { first: 12, last: 99 })).toEqual(playbook.defaults);
  });
});

describe('what a client wants to say', () => {
  const fixes = (given: Said) => {
    try {
      return readWord(playbook, given);
    } catch (error) {
      return error;
    }
  };

  test('is only what was sent', () => {
    expect(readWord(playbook, { first: 4 })).toEqual({ first: 4 });
  });
  test.each([
    [{ frist: 4 }, 'settings', 'Leave out what is not a field here; the fields are first, last, weekly.'],
    [{ first: 0 }, 'settings.first', 'Send a whole number of days from 1 to 30.'],
    [{ first: 'soon' }, 'settings.first', 'Send a whole number of days from 1 to 30.'],
    [{ last: 2.5 }, 'settings.last', 'Send a whole number of days from 1 to 60.'],
    [{ weekly: [14, 7] }, 'settings.weekly', 'Send the days in rising order, each once.'],
  ])('%j is refused, naming the field and the fix', (given, field, fix) => {
    expect(fixes(given)).toMatchObject({ status: 422, fields: [{ field, fix }] });
  });
  test('must fit the layers around it', () => {
    expect(() => refuseMisfit(playbook, [{ settings: { last: 4 } }, { settings: { first: 4 } }])).toThrow(
      'settings.last: Send more than first.',
    );
  });
});

describe('a change of a layer', () => {
  const place = { followUp: 'trial', layer: 'store', storeId: 'S01' } as const;

  test('says who changed what from what to what', () => {
    const made = changeLayer(undefined, place, { mode: 'alert', settings: { first: 4 } }, moment);
    expect(made?.event).toMatchObject({
      type: 'playbook.changed',
      storeId: 'S01',
      entityId: 'S01.trial',
      actor: { kind: 'staff', id: 'sam' },
      data: {
        layer: 'store',
        fields: ['first', 'mode'],
        changes: [
          { field: 'first', to: 4 },
          { field: 'mode', to: 'alert' },
        ],
      },
    });
    const changed = changeLayer(made?.state, place, { settings: { first: 5, last: 9 } }, moment);
    expect(changed?.state).toMatchObject({ settings: { first: 5, last: 9 }, version: 2 });
    expect(changed?.state).not.toHaveProperty('mode');
    expect(changed?.event.data['changes']).toEqual([
      { field: 'first', from: 4, to: 5 },
      { field: 'last', to: 9 },
      { field: 'mode', from: 'alert' },
    ]);
    expect(layers.read({ pk: '', sk: '', ...changed?.state })).toEqual(changed?.state);
  });
  test('that changes nothing is none', () => {
    const made = changeLayer(undefined, place, { settings: { first: 4 } }, moment);
    expect(changeLayer(made?.state, place, { settings: { first: 4 } }, moment)).toBeUndefined();
  });
});
