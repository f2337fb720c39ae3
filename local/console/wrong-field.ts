import { type Answer, problem } from '../wire/http.ts';

/** A request that is not understood, and the field to mend. */
export const wrongField = (field: string, detail: string): Answer =>
  problem(400, 'The request is not understood', detail, { field, errors: [{ field, detail }] });
