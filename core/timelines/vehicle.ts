/** Sentences of a vehicle's life. The customer's log tells them, so none names the vehicle by more than what happened. */
import * as vehicles from '../vehicles/index.ts';
import { type Saying, saying } from './saying.ts';
import { listWords, plainWords, sentence } from './words.ts';

const hands = {
  owned: 'The customer has the vehicle.',
  sold: 'The customer sold the vehicle.',
  traded: 'The customer traded the vehicle in.',
  'bought-elsewhere': 'The customer bought another vehicle elsewhere.',
} as const;

/** Sentences by event type. */
export const vehicleSayings = (): readonly (readonly [string, Saying])[] => [
  saying(vehicles.vehicleServiced, ({ storeId }) => `The vehicle was serviced at store ${storeId}.`),
  saying(vehicles.vehicleOwnershipChanged, ({ status }) => hands[status]),
  saying(vehicles.vehicleTermsChanged, ({ fields }) =>
    sentence(`The papers of the vehicle changed: ${listWords(fields.map(plainWords))}`),
  ),
  saying(vehicles.vehicleRecallChanged, ({ recallId, done }) =>
    done ? `Recall ${recallId} was done.` : `Recall ${recallId} is open on the vehicle.`,
  ),
  saying(vehicles.vehicleHomeChanged, ({ homeStore }) => `Store ${homeStore} cares for the vehicle now.`),
  saying(vehicles.vehicleFundingChanged, ({ problem }) =>
    problem
      ? 'The contract for the vehicle has a funding problem.'
      : 'The contract for the vehicle has no funding problem any more.',
  ),
  saying(vehicles.vehicleOutreachDeclined, ({ until }) =>
    until === undefined
      ? 'The customer hears about the vehicle again.'
      : `The customer wants to hear nothing about the vehicle until ${until}.`,
  ),
];
