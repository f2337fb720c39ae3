/** What holds at a store: the defaults, then what the group, the store and the department say, field by field. */
import type { Department } from '../kernel/role.ts';
import { allRows, type Reader, type Row } from '../kernel/table.ts';
import { layerKey, playbookAtStore } from './keys.ts';
import { type Layer, layers } from './layer.ts';
import { defaultMode, type Mode, type Playbook, type Said } from './playbook.ts';

/** Who said it: the house, when nobody did. */
export type Source = 'default' | Layer['layer'];

/** What holds. */
export interface Effective<Settings = unknown> {
  /** Rises with every change of any of the layers; 0 is the defaults of the house. */
  readonly version: number;
  readonly mode: Mode;
  readonly modeFrom: Source;
  readonly settings: Settings;
  /** Setting → who said it. */
  readonly sources: Readonly<Record<string, Source>>;
  /**
   * Layers whose settings do not fit together with those above them, because those changed later; the most specific one
   * gives way first. Their mode holds all the same.
   */
  readonly ignored: readonly Layer['layer'][];
}

const wordsOf = (said: readonly Layer[]): Said => Object.assign({}, ...said.map(({ settings }) => settings));

/** The settings of as many layers as fit together, the more general ones first. */
function fitting<Settings>(
  playbook: Playbook<Settings>,
  said: readonly Layer[],
): { readonly settings: Settings; readonly used: readonly Layer[] } {
  const read = playbook.settings.safeParse(wordsOf(said));
  if (read.success) return { settings: read.data, used: said };
  return said.length === 0 ? { settings: playbook.defaults, used: [] } : fitting(playbook, said.slice(0, -1));
}

/** Puts the layers together; the more general ones come first. Pure. */
export function together<Settings>(playbook: Playbook<Settings>, said: readonly Layer[]): Effective<Settings> {
  const { settings, used } = fitting(playbook, said);
  const sourceOf = (name: string): Source => used.findLast((each) => name in each.settings)?.layer ?? 'default';
  const way = said.findLast((each) => each.mode !== undefined);
  return {
    version: said.reduce((sum, { version }) => sum + version, 0),
    mode: way?.mode ?? defaultMode,
    modeFrom: way?.layer ?? 'default',
    settings,
    sources: Object.fromEntries(playbook.fields.map(({ name }) => [name, sourceOf(name)])),
    ignored: said.filter((each) => !used.includes(each)).map((each) => each.layer),
  };
}

/** The layers among rows. */
export const layersAmong = (rows: readonly Row[]): readonly Layer[] =>
  rows.filter((row) => row['kind'] === layers.name).map(layers.read);

/** Those that hold for one department, the more general ones first. */
export function layersFor(
  all: readonly Layer[],
  { followUp }: Pick<Playbook, 'followUp'>,
  department: Department,
): readonly Layer[] {
  const here = all.filter((each) => each.followUp === followUp);
  const order = ['group', 'store', 'department'] as const;
  return order.flatMap((name) =>
    here.filter((each) => each.layer === name && (name !== 'department' || each.department === department)),
  );
}

/** What holds at a store now, for the playbook's own department unless said. One query and one read. */
export async function effectivePlaybook<Settings>(
  reader: Reader,
  storeId: string,
  playbook: Playbook<Settings>,
  department: Department = playbook.department,
): Promise<Effective<Settings>> {
  const { followUp } = playbook;
  const [group, beside] = await Promise.all([
    reader.get(layerKey({ followUp, layer: 'group' })),
    allRows(reader, playbookAtStore.query(storeId, followUp)),
  ]);
  const said = layersAmong(group === undefined ? beside : [group, ...beside]);
  return together(playbook, layersFor(said, playbook, department));
}

/**
 * How far the lifecycle may go at a store now. `beside`, the rows of the store's own partition, spares a query when it
 * was read anyway; then the group's row is the one read, and none when the store or the department has its own word.
 */
export async function modeAt(
  reader: Reader,
  storeId: string,
  playbook: Pick<Playbook, 'followUp'>,
  department: Department,
  beside?: readonly Row[],
): Promise<Mode> {
  const { followUp } = playbook;
  const rows = beside ?? (await allRows(reader, playbookAtStore.query(storeId, followUp)));
  const here = layersFor(layersAmong(rows), playbook, department).findLast((each) => each.mode !== undefined);
  if (here?.mode !== undefined) return here.mode;
  const group = await reader.get(layerKey({ followUp, layer: 'group' }));
  return (group === undefined ? undefined : layers.read(group).mode) ?? defaultMode;
}
