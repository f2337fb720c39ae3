/** What the routes of playbooks do: read a layer, replace what it says, tell who changed it. */
import type * as z from 'zod';
import { envelope } from '../kernel/event.ts';
import { readPage } from '../kernel/page.ts';
import { Problem } from '../kernel/problem.ts';
import { type Department, managerOf, type Role } from '../kernel/role.ts';
import { type Answer, type Call, type Caller, checkVersion } from '../kernel/route.ts';
import { allRows, type Reader } from '../kernel/table.ts';
import { layersAmong, layersFor } from './effective.ts';
import { playbookChanged } from './events.ts';
import { layerKey, type Place, playbookAtStore, playbookHistory } from './keys.ts';
import { changeLayer, type Layer, layers, placeOf } from './layer.ts';
import type { Playbook } from './playbook.ts';
import { type changed, show, type shown, type word } from './shown.ts';
import { readWord, refuseMisfit } from './word.ts';

async function layerAt(reader: Reader, place: Place): Promise<Layer | undefined> {
  const row = await reader.get(layerKey(place));
  return row === undefined ? undefined : layers.read(row);
}

/** Answers what a layer says. */
export async function readLayer(reader: Reader, place: Place): Promise<Answer<z.input<typeof shown>>> {
  const body = show(place, await layerAt(reader, place));
  return { body, version: body.version };
}

/** Refuses (403) who leads neither the store nor the department. */
export function refuseOtherLeader(caller: Caller, at: string, of: Department): void {
  const may: readonly Role[] = ['administrator', 'general-manager', managerOf(of)];
  if (caller.roles[at]?.some((each) => may.includes(each)) === true) return;
  throw new Problem('forbidden', `This takes one of the roles: ${[...new Set(may)].join(', ')}.`);
}

/** What the layers around a place say; around the group's, nothing: it cannot know all stores. */
async function around(reader: Reader, place: Place): Promise<readonly Layer[]> {
  if (place.layer === 'group') return [];
  const { followUp, storeId } = place;
  const [group, here] = await Promise.all([
    layerAt(reader, { followUp, layer: 'group' }),
    allRows(reader, playbookAtStore.query(storeId, followUp)),
  ]);
  return [...(group === undefined ? [] : [group]), ...layersAmong(here)];
}

/** The layers as they would be with this one in the place of what it is: every chain that it is part of. */
function chains(playbook: Playbook, place: Place, next: Layer, all: readonly Layer[]): readonly (readonly Layer[])[] {
  const others = all.filter((each) => layerKey(placeOf(each)).sk !== layerKey(place).sk);
  const whose = place.layer === 'department' ? [place.department] : playbook.departments;
  return whose.map((each) => layersFor([...others, next], playbook, each));
}

/** Replaces what a layer says. */
export async function sayAt(
  playbook: Playbook,
  place: Place,
  {
    reader,
    body: asked,
    moment,
    ifMatch,
  }: Pick<Call<unknown, unknown, z.output<typeof word>>, 'reader' | 'body' | 'moment' | 'ifMatch'>,
): Promise<Answer<z.input<typeof shown>>> {
  const before = await layerAt(reader, place);
  checkVersion(ifMatch, before?.version ?? 0);
  const wanted = { mode: asked.mode, settings: readWord(playbook, asked.settings) };
  const change = changeLayer(before, place, wanted, moment);
  if (change === undefined) return { body: show(place, before), version: before?.version ?? 0 };
  for (const chain of chains(playbook, place, change.state, await around(reader, place))) {
    refuseMisfit(playbook, chain);
  }
  return { body: show(place, change.state), version: change.state.version, writes: change.writes };
}

/** One page of who changed what, newest first; the group’s when no store is named. */
export const changes = (
  reader: Reader,
  place: { readonly followUp: string; readonly storeId?: string },
  asked: { readonly limit: number; readonly cursor?: string | undefined },
) =>
  readPage(reader, playbookHistory.query(place.followUp, place.storeId), asked, (row): z.input<typeof changed> => {
    const { at, actor: by, data, entityVersion } = envelope.parse(row['event']);
    const { layer, department: of, changes: fields } = playbookChanged.data.parse(data);
    return { at, by, layer, ...(of === undefined ? {} : { department: of }), changes: fields, version: entityVersion };
  });
