/** Vehicles: the only door for others. */
export { vehicleEvents } from './events.ts';
export { vehicleKey } from './keys.ts';
export { type Vehicle, vehicle, vehicles } from './vehicle.ts';
