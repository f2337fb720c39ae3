/** Vehicles: the only door for others. */
export * from './events.ts';
export { vehicleKey } from './keys.ts';
export { serviceWrites } from './read.ts';
export { type Vehicle, vehicle, vehicles } from './vehicle.ts';
