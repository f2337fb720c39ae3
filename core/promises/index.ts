/** Promises, as other nouns, follow-ups and doors see them. */
export { changePromise, type NewPromise, openPromise, type PromiseCommand } from './decide.ts';
export * from './events.ts';
export { promisesObserved, promisesOfOwner, promisesOwed } from './keys.ts';
export { isOwed, type Promised, promise, promises } from './promise.ts';
