/** The alert: one line on somebody's desk. It tells; what is owed is a promise. */
import * as z from 'zod';
import { defineNoun } from '../kernel/noun.ts';
import { owner } from '../kernel/owner.ts';
import { subjectOf, subjectPartition } from '../kernel/subject.ts';
import { instant } from '../kernel/time.ts';
import { alertKey, onDesk } from './keys.ts';

/** The nouns that alerts are about, and what their subjects begin with. */
const subjects = { 'repair-order': 'ro', appointment: 'ap', vehicle: 'vh', conversation: 'cv' } as const;

/** What an alert is about: where the person who reads it looks next. */
export const alertAbout = z.object({
  kind: z.enum(['repair-order', 'appointment', 'vehicle', 'conversation']),
  id: z.string(),
});
/** What an alert is about. */
export type AlertAbout = z.infer<typeof alertAbout>;

const subjectIn = ({ kind, id }: AlertAbout): string => subjectOf(subjects[kind], id);

/** An alert as it is kept. */
export const alert = z.object({
  alertId: z.string(),
  storeId: z.string(),
  to: owner,
  about: alertAbout,
  promiseId: z.string().optional(),
  customerId: z.string().optional(),
  /** One sentence for a person; may name the RO and the part, never the customer. */
  says: z.string(),
  at: instant,
  seenAt: instant.optional(),
  /** The staff id of who saw it; in a role's queue the first one counts. */
  seenBy: z.string().optional(),
  version: z.int().positive(),
});
/** An alert. */
export type Alert = z.infer<typeof alert>;

/** The noun. It is told in the log of what it is about. */
export const alerts = defineNoun({
  name: 'alert',
  schema: alert,
  id: (state) => state.alertId,
  key: (state) => alertKey(state.storeId, state.alertId),
  log: ({ storeId, about }) => subjectPartition(storeId, subjectIn(about), 'LOG'),
  about: ({ storeId, about, customerId }) => ({
    storeId,
    subject: subjectIn(about),
    ...(customerId === undefined ? {} : { customerId }),
  }),
  indexes: (state) => onDesk(state.storeId, state.to, state.seenAt !== undefined, state.at, state.alertId),
});
