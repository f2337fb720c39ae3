/**
 * A playbook: the numbers of one lifecycle that a group, a store or a department may set, and how far the lifecycle may
 * go by itself (domain row 35). Declared once beside its follow-up; the defaults are the starred ones of the domain page.
 */
import * as z from 'zod';
import type { Department } from '../kernel/role.ts';

/**
 * How far a lifecycle goes. `observe`: decides and records, nobody notices. `alert`: the staff side only, messages to
 * customers are refused. `automate`: everything. What is decided is the same in all three.
 */
export const mode = z.enum(['observe', 'alert', 'automate'], { error: 'Send observe, alert or automate.' });
export type Mode = z.infer<typeof mode>;

/** The mode of a lifecycle of which nobody has said anything. */
export const defaultMode: Mode = 'automate';

/** One setting. */
export interface Setting {
  readonly name: string;
  /** What it decides and in which unit, as one sentence. */
  readonly means: string;
  readonly default: unknown;
  /** What a value must be; it says how to mend one that is not. Nothing at all reads as the default. */
  readonly schema: z.ZodType;
}

type Fields = Readonly<Record<string, z.ZodDefault>>;

/** How a playbook is declared. */
export interface PlaybookPlan<Shape extends Fields> {
  /** The name of the follow-up. */
  readonly followUp: string;
  /** The department whose lifecycle it is; its manager may change the store's settings. */
  readonly department: Department;
  /** Other departments that run it too and may have a layer of their own. */
  readonly alsoIn?: readonly Department[];
  /** Every field has a default; `.refine` what must hold between fields. */
  readonly settings: z.ZodObject<Shape>;
  readonly means: { readonly [Name in keyof Shape]: string };
}

/** A playbook as runs, routes and decisions see it. */
export interface Playbook<Settings = unknown> {
  readonly followUp: string;
  readonly department: Department;
  /** All departments that may have a layer, its own first. */
  readonly departments: readonly Department[];
  readonly fields: readonly Setting[];
  readonly defaults: Settings;
  /** Reads what the layers say together; what nobody says is the default. */
  readonly settings: z.ZodType<Settings>;
}

/** Declares a playbook. Throws when the defaults break its own rules. */
export function definePlaybook<Shape extends Fields>(
  plan: PlaybookPlan<Shape>,
): Playbook<z.output<z.ZodObject<Shape>>> {
  const { followUp, department, alsoIn = [], settings, means } = plan;
  const field = (name: keyof Shape & string, schema: z.ZodDefault): Setting => ({
    name,
    means: means[name],
    default: schema.parse(undefined),
    schema,
  });
  return {
    followUp,
    department,
    departments: [department, ...alsoIn],
    fields: Object.entries(settings.shape).map(([name, schema]) => field(name, schema)),
    defaults: settings.parse({}),
    settings,
  };
}

/** Values of settings by name, as a layer or the row of a run keeps them. */
export type Said = Readonly<Record<string, unknown>>;

/**
 * Reads settings that were kept a while ago. A value that does not fit any more, because its bounds were narrowed since,
 * gives way to the default: a run must not die of it.
 */
export function readSettings<Settings>(playbook: Playbook<Settings>, kept: Said): Settings {
  const whole = playbook.settings.safeParse(kept);
  if (whole.success) return whole.data;
  const fitting = playbook.fields.filter(({ name, schema }) => name in kept && schema.safeParse(kept[name]).success);
  const rest = playbook.settings.safeParse(Object.fromEntries(fitting.map(({ name }) => [name, kept[name]])));
  return rest.success ? rest.data : playbook.defaults;
}
