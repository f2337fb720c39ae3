/** The READMEs of all follow-ups, and which stories they tell. */
import { answer } from '../../core/follow-ups/answer/answer.ts';
import { appointmentFollowUp } from '../../core/follow-ups/appointment/appointment.ts';
import { nextVisitFollowUp } from '../../core/follow-ups/next-visit/next-visit.ts';
import { noShow } from '../../core/follow-ups/no-show/no-show.ts';
import { partsEta } from '../../core/follow-ups/parts-eta/parts-eta.ts';
import { retention } from '../../core/follow-ups/retention/retention.ts';
import { answerStories } from './answer/index.ts';
import { openConversations } from './answer/stage.ts';
import { appointmentStories } from './appointment/index.ts';
import { openAppointments } from './appointment/stage.ts';
import { nextVisitStories } from './next-visit/index.ts';
import { openNextVisit } from './next-visit/stage.ts';
import { noShowStories } from './no-show/index.ts';
import { partsEtaStories } from './parts-eta/index.ts';
import { type Chapter, chapter, writeReadme } from './readme.ts';
import { retentionStories } from './retention/index.ts';
import { openRetention } from './retention/stage.ts';
import { openStage } from './stage.ts';

/** All of them. */
export const chapters: readonly Chapter[] = [
  chapter(answer, answerStories, openConversations, [
    'a question about a visit: the advisor answers, and the thanks need no answer',
    'CANCEL to a reminder: an opt-out, and a call about the appointment',
  ]),
  chapter(appointmentFollowUp, appointmentStories, openAppointments, [
    'booked ten days ahead: confirmed by the customer, here in time',
    'a test drive: named, accepted, the car at the door, greeted',
  ]),
  chapter(nextVisitFollowUp, nextVisitStories, openNextVisit, [
    'the car is picked up, and the reminder of the next service is armed',
    'nobody asked at the counter: reminded, a colleague takes over, and books it late',
  ]),
  chapter(noShow, noShowStories, openAppointments, ['written to after a quarter of an hour, called, and booked anew']),
  chapter(partsEta, partsEtaStories, openStage, [
    'on time: named, told, here, booked, built in',
    'a booked visit is hit by a later day',
  ]),
  chapter(retention, retentionStories, openRetention, [
    'the next service: asleep until it is near, three messages days apart, and the customer comes in',
    'one message a week for a customer with two vehicles',
    'sold in the middle of a campaign: the next message says why it never came',
  ]),
];

if (import.meta.main) for (const each of chapters) await writeReadme(each);
