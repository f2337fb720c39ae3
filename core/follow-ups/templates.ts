/** The register of templates: everything that is said to customers, one line each. */
import type { Template } from '../templates/index.ts';
import { optOutConfirmed, writtenAnswer } from './answer/templates.ts';
import { appointmentBookedWords, appointmentOffWords, appointmentReminderWords } from './appointment/templates.ts';
import { missedWords } from './no-show/templates.ts';
import { dayOfTheParts, partsAreHere, partsHereWorkGoesOn, partsWithoutADay } from './parts-eta/templates.ts';
import { lapsedWords, leaseEndsWords, recallWords, serviceDueWords, warrantyEndsWords } from './retention/templates.ts';

/** All templates. A store's own texts are found by their names, so a name stays for ever. */
export const templates: readonly Template[] = [
  writtenAnswer,
  optOutConfirmed,
  dayOfTheParts,
  partsWithoutADay,
  partsAreHere,
  partsHereWorkGoesOn,
  appointmentBookedWords,
  appointmentReminderWords,
  appointmentOffWords,
  missedWords,
  serviceDueWords,
  lapsedWords,
  warrantyEndsWords,
  leaseEndsWords,
  recallWords,
];
