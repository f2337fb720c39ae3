/** Templates: the only door for others. */
export { templateChanged, templateReset } from './events.ts';
export { type Letter, type LetterFacts, letterFacts, letterOf } from './letter.ts';
export {
  defineTemplate,
  type Filled,
  filled,
  type Template,
  type TemplatePlan,
  type TemplateText,
} from './template.ts';
