/** Templates: the only door for others. */
export { type Letter, letterFacts, letterOf } from './letter.ts';
export { defineTemplate, type Filled, filled, type Template } from './template.ts';
