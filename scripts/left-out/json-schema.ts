/**
 * Stands in the bundles for the part of zod that writes JSON Schema (19 kB). Contracts are written before anything is
 * deployed, so a function reads with its schemas and describes none. The names are those that the rest of zod imports.
 */
const refuse = (): never => {
  throw new Error('JSON Schema is left out of the bundles (scripts/left-out.ts).');
};

/** A schema asks for its method when somebody touches it; the method is what refuses. */
const refusing = () => refuse;

export {
  refuse as aggregateChecks,
  refuse as extractDefs,
  refuse as finalize,
  refuse as initializeContext,
  refuse as processSchema,
  refuse as toJSONSchema,
  refusing as createStandardJSONSchemaMethod,
  refusing as createToJSONSchemaMethod,
};

export const allProcessors = {};
