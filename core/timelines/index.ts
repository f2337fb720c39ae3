/** Timelines: what happened, in plain sentences, as the nouns' routes tell it. */
export { readStory, readTimeline } from './customer-story.ts';
export { inOrder, timelineItem, timelineItemOf } from './item.ts';
export { readingAt } from './reading.ts';
