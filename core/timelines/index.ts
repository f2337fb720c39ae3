/** Timelines: what happened, in plain sentences, as the nouns' routes tell it. */
export { timelineItem, timelineItemOf } from './item.ts';
export { readingAt } from './reading.ts';
