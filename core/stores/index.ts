/** Stores: the only door for others. */
export { changeStore, createStore, type StoreSettings } from './decide.ts';
export { measureDue, storeKey } from './keys.ts';
export { receptionOf, storeIdsOfGroup } from './read.ts';
export { hoursOf, type Store, storeSettingsOf, stores } from './store.ts';
