/**
 * What we say to customers, by name: a template has texts in liquid, one per language, and a category that is fixed here,
 * in code (domain section 5, rule 13). A store may put its own text in the place of one of ours, never another category.
 */
import type * as z from 'zod';
import type { Department } from '../kernel/role.ts';
import type { ContactCategory } from '../messages/index.ts';

/** One wording, in liquid. */
export interface TemplateText {
  /** The subject of a mail, and the line by which staff know the message. */
  readonly title: string;
  /** What the customer reads, by SMS or mail alike; the line about STOP is added where it belongs. */
  readonly text: string;
}

/** What a template is declared with. */
export interface TemplatePlan<Data extends z.ZodObject> {
  /** Small letters and hyphens, such as `parts-are-here`; timelines and decision records say it. */
  readonly name: string;
  readonly category: ContactCategory;
  /** Whose words these are: its manager may change them for a store. */
  readonly department: Department;
  /** One sentence for whoever edits the text: when it goes out and to whom. */
  readonly means: string;
  /**
   * What the text may name, flat: texts, numbers, instants and dates, as they are kept; filters put them in words.
   * Beside it every text has `store` (`store.name`, `store.phone`, `store.address`). A field that is optional may be
   * named only inside `{% if %}`.
   */
  readonly data: Data;
  /** Every field filled in; reviews and previews render it. */
  readonly example: z.input<Data>;
  /** English is where every other language ends up when it is missing. */
  readonly texts: Readonly<Record<string, TemplateText>> & { readonly en: TemplateText; readonly es: TemplateText };
  /** Whether an SMS ends with the line about STOP. Without this: unless the category is conversational. */
  readonly saysOptOut?: boolean;
}

/** A template as the doors see it. */
export interface Template<Data extends z.ZodObject = z.ZodObject> extends TemplatePlan<Data> {
  readonly saysOptOut: boolean;
}

/** Declares a template. Its texts are held against its data by the test of the register of templates. */
export const defineTemplate = <Data extends z.ZodObject>(plan: TemplatePlan<Data>): Template<Data> => ({
  ...plan,
  saysOptOut: plan.saysOptOut ?? plan.category !== 'conversational',
});

/** A template with what it is to say: the part of a message draft whose types belong together. */
export interface Filled {
  readonly template: Template;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Puts data into a template: the compiler holds the one against the other. */
export const filled = <Data extends z.ZodObject>(template: Template<Data>, data: z.input<Data>): Filled => ({
  template,
  data,
});
