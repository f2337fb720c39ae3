/** Templates: the only door for others. */
export {
  defineTemplate,
  type Filled,
  filled,
  type Template,
  type TemplatePlan,
  type TemplateText,
} from './template.ts';
