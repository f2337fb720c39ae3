/** Vehicles: the only door for others. */
export { addVehicle, changeVehicle, type VehicleFacts } from './decide.ts';
export { vehicleEvents } from './events.ts';
export { vehicleKey, vehiclesOfCustomer } from './keys.ts';
export { type Vehicle, vehicle, vehicles } from './vehicle.ts';
