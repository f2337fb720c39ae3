/** The environment that the stack gives a function: names of what it may use. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a variable. Throws, naming it, when the stack forgot it: better at the start than at the first call. */
export function need(env: Environment, name: string): string {
  const value = env[name];
  if (value === undefined || value === '') throw new Error(`The environment variable ${name} is not set.`);
  return value;
}
