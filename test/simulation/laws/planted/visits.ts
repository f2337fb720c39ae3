/** Violations of the laws about customers who come. */
import type { Image } from '../../../../adapters/memory-table.ts';
import type { Row } from '../../../../core/kernel/table.ts';
import type { Commit } from '../law.ts';
import { among, at, claim, commit, image, type Planting } from './kit.ts';

const startsAt = '2026-03-04T16:00:00.000Z';
const pk = 'STORE#S01#AP#A-1';
const visit = {
  pk,
  sk: 'AP',
  kind: 'appointment',
  storeId: 'S01',
  department: 'service',
  date: '2026-03-04',
  startsAt,
  staffId: 'ana',
  status: 'BOOKED',
};
const reminder = (more: Readonly<Record<string, unknown>> = {}): Row =>
  claim({ pk, sk: 'CLAIM#1', subject: 'ap-A-1', followUp: 'appointment', act: 'remind', ...more });
const capacity = { pk: 'STORE#S01', sk: 'CAPACITY#service', perSlot: 1, perPerson: 1 };
const counter = (taken: number, sk: string = startsAt): Row => ({
  pk: 'STORE#S01#SLOTS#service#2026-03-04',
  sk,
  kind: 'slot',
  taken,
});
const playbook = { pk: 'STORE#S01', sk: 'PLAYBOOK#appointment#store', updatedAt: '2026-03-03T14:00:00.000Z' };
const talk = {
  pk: 'STORE#S01#CV#C-1',
  sk: 'CONVERSATION',
  confirmation: { to: '+13125550101', lineId: 'in-1', until: '2026-03-03T16:02:00.000Z' },
};
const confirmation = (more: Readonly<Record<string, unknown>> = {}): Row =>
  claim({ pk: talk.pk, subject: 'cv-C-1', followUp: 'answer', act: 'confirm-opt-out', occasion: 'in-1', ...more });

const among1 = (images: readonly Image[], rows: readonly Row[] = [visit, capacity]): Commit =>
  commit(images, { now: among([...images.map((each) => each.new), ...rows]) });

/** Commits that keep the laws of visits. */
export const cleanVisits: readonly Commit[] = [
  among1([image(reminder())]),
  among1([image(confirmation())], [talk]),
  among1([image(reminder())], [visit, { ...playbook, mode: 'automate' }]),
  among1([image(counter(1))]),
  // Who stands at the door late takes the slot whatever the room.
  among1([image({ ...visit, status: 'ARRIVED' }, { ...visit, status: 'MISSED' }), image(counter(2), counter(1))]),
];

const off = 'nothing about a visit that is off';
const stop = 'a stop is confirmed at once';
const late = { ...talk, confirmation: { ...talk.confirmation, until: '2026-03-03T15:00:00.000Z' } };
const missed = { ...visit, status: 'MISSED', rebookedAs: 'A-2' };

const planted: readonly (readonly [string, string, () => Commit])[] = [
  [off, 'a reminder of a cancelled visit', () => among1([image(reminder())], [{ ...visit, status: 'CANCELLED' }])],
  [
    off,
    'a reminder after the hour',
    () => among1([image(reminder())], [{ ...visit, startsAt: '2026-03-03T15:00:00.000Z' }]),
  ],
  [off, 'a withdrawal of a booked visit', () => among1([image(reminder({ act: 'tell-off' }))])],
  [off, 'a word of regret to somebody with another visit', () => among1([image(reminder({ act: 'write' }))], [missed])],
  [stop, 'a confirmation to another number', () => among1([image(confirmation({ to: '+13125550102' }))], [talk])],
  [stop, 'a confirmation of another word', () => among1([image(confirmation({ occasion: 'in-2' }))], [talk])],
  [stop, 'a confirmation that comes late', () => among1([image(confirmation())], [late])],
  [
    'modes hold',
    'a message while staff alone are told',
    () => among1([image(reminder())], [visit, { ...playbook, mode: 'alert' }]),
  ],
  ['no slot is overrun', 'a second customer in a slot for one', () => among1([image(counter(2), counter(1))])],
  [
    'no slot is overrun',
    'a second customer of one person',
    () => among1([image(counter(2, `${startsAt}#ana`), counter(1, `${startsAt}#ana`))]),
  ],
];

/** Violations of the laws about customers who come, at a commit and in the end. */
export const visitPlantings: readonly Planting[] = [
  ...planted.map(([law, what, plant]): Planting => ({ law, what, when: 'commit', plant })),
  {
    law: 'slots are counted',
    what: 'a counter that nobody stands in',
    when: 'end',
    plant: (quiet) => ({ ...quiet, rows: [...quiet.rows, counter(1, 'elsewhere')] }),
  },
  {
    law: 'slots are counted',
    what: 'an appointment that is not counted',
    when: 'end',
    plant: (quiet) => ({ ...quiet, at, rows: [visit] }),
  },
  {
    law: 'slots are counted',
    what: 'a slot that was not freed',
    when: 'end',
    plant: (quiet) => ({ ...quiet, rows: [{ ...visit, status: 'CANCELLED' }, counter(1)] }),
  },
];
