/**
 * A `Date` that reads the virtual clock. Built around the real one, so that dates made by either are the same
 * kind of object; only "now" differs.
 */
export function cloudDate(now: () => number, real: DateConstructor = Date): DateConstructor {
  const cloud: DateConstructor = new Proxy(real, {
    construct(target, args, newTarget) {
      const made: object = Reflect.construct(
        target,
        args.length === 0 ? [now()] : args,
        newTarget === cloud ? target : newTarget,
      );
      return made;
    },
    apply: () => new real(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
  return cloud;
}
