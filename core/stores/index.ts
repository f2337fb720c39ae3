/** Stores: the only door for others. */
export { changeStore, createStore, type StoreSettings } from './decide.ts';
export { storeEvents } from './events.ts';
export { storeKey } from './keys.ts';
export { hoursOf, type Store, store, storeSettings, stores } from './store.ts';
