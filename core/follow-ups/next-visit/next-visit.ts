/** The next visit (domain row 25): one run per repair order, from its closing until the customer comes again or is reminded. */
import { appointmentBooked } from '../../appointments/index.ts';
import { customerEventTypes } from '../../customers/index.ts';
import type { Envelope } from '../../kernel/event.ts';
import type { Reader } from '../../kernel/table.ts';
import { playbookChanged } from '../../playbooks/index.ts';
import { promiseEvents } from '../../promises/index.ts';
import {
  repairOrderAdvisorChanged,
  repairOrderCarMoved,
  repairOrderChanged,
  repairOrderClosed,
  repairOrderOpened,
  repairOrderReopened,
  repairOrderVoided,
  returnVisitBooked,
} from '../../repair-orders/index.ts';
import { defineFollowUp, type Run, runsConcerned, runsRelyingOn, stateOfRun } from '../../run/index.ts';
import { staffChanged, staffDeactivated } from '../../staff/index.ts';
import { vehicleHomeChanged, vehicleOwnershipChanged, vehicleServiced } from '../../vehicles/index.ts';
import { decide } from './decide.ts';
import { load } from './facts.ts';
import { reminder } from './reminder.ts';
import { nextVisitPlaybook } from './settings.ts';

const name = 'next-visit';

/** Writes of one generation before a person must look: a ladder and some changes of hands stay far below. */
const budget = 200;

// Another repair order of the customer may be the next visit.
const concerned = runsConcerned(name, 'ro-', 'others');

/**
 * Only its own closing opens what is over: a visit that is called off months later is that appointment's matter, and
 * whatever else becomes known of the customer is none of a closing that was settled.
 */
async function runs(event: Envelope, reader: Reader): Promise<readonly Run[]> {
  const found = [...(await concerned(event, reader)), ...(await runsRelyingOn(name, reminder.followUp, event, reader))];
  const asked = await Promise.all(
    found.map(async (run) => {
      if (event.type === repairOrderClosed.type && run.subject === event.subject) return [run];
      const state = await stateOfRun(reader, run);
      return state === undefined || state === 'ENDED' ? [] : [run];
    }),
  );
  return asked.flat();
}

export const nextVisitFollowUp = defineFollowUp({
  name,
  title: 'Next visit: a repair order was closed, until the customer has booked again or will be reminded',
  department: 'service',
  head: 'service-manager',
  playbook: nextVisitPlaybook,
  opens: [repairOrderClosed],
  wakesOn: [
    repairOrderReopened,
    repairOrderVoided,
    repairOrderCarMoved,
    repairOrderChanged,
    repairOrderAdvisorChanged,
    repairOrderOpened,
    returnVisitBooked,
    appointmentBooked,
    vehicleOwnershipChanged,
    vehicleServiced,
    vehicleHomeChanged,
    ...customerEventTypes,
    ...promiseEvents,
    staffDeactivated,
    staffChanged,
    playbookChanged,
  ],
  acts: { escalate: 'Escalate what is late' },
  waits: {
    'for-pick-up': 'Wait for the pick-up, or a booking',
    'for-booking': 'Wait for a booking',
  },
  ends: {
    booked: 'Done: the customer comes again',
    armed: 'Done: a reminder will ask',
    settled: 'Done: a person has settled it',
    off: 'Done: no next visit is owed',
  },
  budget,
  runs,
  load,
  decide,
  withPromises: (facts, owned) => ({ ...facts, promises: owned }),
});
