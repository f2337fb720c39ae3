/** The READMEs of all follow-ups, and which stories they tell. */
import { partsEta } from '../../core/follow-ups/parts-eta/parts-eta.ts';
import { partsEtaStories } from './parts-eta/index.ts';
import { type Chapter, chapter } from './readme.ts';
import { openStage } from './stage.ts';

/** The README of parts ETA. */
export const partsEtaChapter = chapter(partsEta, partsEtaStories, openStage, [
  'on time: named, told, here, booked, built in',
  'a booked visit is hit by a later day',
]);

/** All of them. */
export const chapters: readonly Chapter[] = [partsEtaChapter];
