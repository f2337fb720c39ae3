/** Vehicles: the only door for others. */
export * from './events.ts';
export { vehicleKey, vehicleSubject } from './keys.ts';
export { type Driving, drivingOf } from './odometer.ts';
export { serviceWrites, vehicleOf } from './read.ts';
export { type Vehicle, vehicle, vehicles } from './vehicle.ts';
