/** The routes of playbooks: what holds at a store, what each layer says, and who changed it. */
import * as z from 'zod';
import { actor, envelope } from '../kernel/event.ts';
import { bodyOf, storeId } from '../kernel/fields.ts';
import { pageOf, pageQuery, readPage } from '../kernel/page.ts';
import { Problem } from '../kernel/problem.ts';
import { type Department, department, managerOf, type Role, role } from '../kernel/role.ts';
import {
  type Answer,
  type Call,
  type Caller,
  checkVersion,
  defineRoute,
  notFound,
  type Route,
} from '../kernel/route.ts';
import { allRows, type Reader } from '../kernel/table.ts';
import { instant } from '../kernel/time.ts';
import { layersAmong, together } from './effective.ts';
import { changedSetting, layerName, playbookChanged } from './events.ts';
import { layerKey, type Place, playbookHistory, playbooksOfGroup, playbooksOfStore } from './keys.ts';
import { changeLayer, type Layer, layers, placeOf } from './layer.ts';
import { defaultMode, mode, type Playbook } from './playbook.ts';
import { readWord, refuseMisfit } from './word.ts';

const tag = 'Playbooks';
const groupPath = '/group/playbooks/{followUp}';
const storePath = '/stores/{storeId}/playbooks';
const departmentPath = '/stores/{storeId}/departments/{department}/playbooks/{followUp}';

const followUp = z.string().regex(/^[a-z-]{1,24}$/, { error: 'Send the name of a follow-up, such as parts-eta.' });
const inGroup = z.object({ followUp });
const atStore = z.object({ storeId, followUp });
const inDepartment = z.object({ storeId, department, followUp });

/** Whoever leads anything; a playbook's own manager is found when it is known which one is meant. */
const leaders: readonly Role[] = role.options.filter(
  (each) => each === 'administrator' || each === 'controller' || each.endsWith('-manager'),
);

/** What a layer says; version 0 when nobody has said anything. */
const shown = z.object({
  followUp: z.string(),
  layer: layerName,
  storeId: z.string().optional(),
  department: department.optional(),
  mode: mode.optional(),
  settings: z.record(z.string(), z.unknown()),
  version: z.int().min(0),
});

const body = bodyOf({
  mode: mode.optional(),
  settings: z.record(z.string(), z.unknown(), { error: 'Send the settings as an object, {} for none.' }),
});

const source = z.enum(['default', ...layerName.options]);

/** What holds at a store, setting by setting. */
const effective = z.object({
  followUp: z.string(),
  department,
  version: z.int().min(0),
  mode: z.object({ value: mode, default: mode, from: source }),
  settings: z.array(
    z.object({ field: z.string(), value: z.unknown(), default: z.unknown(), means: z.string(), from: source }),
  ),
  /** Layers whose settings do not fit those above them any more, and so do not count. */
  ignored: z.array(layerName),
});

/** One line of the audit. */
const changed = z.object({
  at: instant,
  by: actor,
  layer: layerName,
  department: department.optional(),
  changes: z.array(changedSetting),
  version: z.int(),
});

const given = { mode: 'alert', settings: { etaMinutes: 90 } } as const;
const example: z.input<typeof shown> = {
  followUp: 'parts-eta',
  layer: 'store',
  storeId: 'S01',
  ...given,
  version: 2,
};
const groupExample: z.input<typeof shown> = { followUp: 'parts-eta', layer: 'group', ...given, version: 2 };
const departmentExample: z.input<typeof shown> = { ...example, layer: 'department', department: 'service' };
const changeExample: z.input<typeof changed> = {
  at: '2026-03-10T14:30:00.000Z',
  by: { kind: 'staff', id: 'b7d1c6de-0001' },
  layer: 'store',
  changes: [{ field: 'etaMinutes', from: 120, to: 90 }],
  version: 2,
};

async function layerAt(reader: Reader, place: Place): Promise<Layer | undefined> {
  const row = await reader.get(layerKey(place));
  return row === undefined ? undefined : layers.read(row);
}

const show = (place: Place, of: Layer | undefined): z.input<typeof shown> => ({
  ...place,
  ...(of?.mode === undefined ? {} : { mode: of.mode }),
  settings: of?.settings ?? {},
  version: of?.version ?? 0,
});

async function readLayer(reader: Reader, place: Place): Promise<Answer<z.input<typeof shown>>> {
  const body = show(place, await layerAt(reader, place));
  return { body, version: body.version };
}

/** Refuses (403) who leads neither the store nor the department. */
function refuseOtherLeader(caller: Caller, at: string, of: Department): void {
  const may: readonly Role[] = ['administrator', 'general-manager', managerOf(of)];
  if (caller.roles[at]?.some((each) => may.includes(each)) === true) return;
  throw new Problem('forbidden', `This takes one of the roles: ${[...new Set(may)].join(', ')}.`);
}

/** The layers of a store as they would be with this one in the place of what it is: each chain that it is part of. */
function chains(playbook: Playbook, place: Place, next: Layer, all: readonly Layer[]): readonly (readonly Layer[])[] {
  const others = all.filter((each) => layerKey(placeOf(each)).sk !== layerKey(place).sk);
  const rows = [...others, next].map((each) => ({ ...each, ...layerKey(placeOf(each)), kind: layers.name }));
  const whose = place.layer === 'department' ? [place.department] : playbook.departments;
  return whose.map((each) => layersAmong(rows, playbook, each));
}

/** What the layers around a place say; of the group's own, nothing: it cannot know all stores. */
async function around(reader: Reader, place: Place): Promise<readonly Layer[]> {
  if (place.layer === 'group') return [];
  const [group, here] = await Promise.all([
    layerAt(reader, { followUp: place.followUp, layer: 'group' }),
    allRows(reader, playbooksOfStore.query(place.storeId)),
  ]);
  const said = here.map(layers.read).filter((each) => each.followUp === place.followUp);
  return group === undefined ? said : [group, ...said];
}

/** Replaces what a layer says. */
async function sayAt(
  playbook: Playbook,
  place: Place,
  {
    reader,
    body: asked,
    moment,
    ifMatch,
  }: Pick<Call<unknown, unknown, z.output<typeof body>>, 'reader' | 'body' | 'moment' | 'ifMatch'>,
): Promise<Answer<z.input<typeof shown>>> {
  const before = await layerAt(reader, place);
  checkVersion(ifMatch, before?.version ?? 0);
  const word = { mode: asked.mode, settings: readWord(playbook, asked.settings) };
  const change = changeLayer(before, place, word, moment);
  if (change === undefined) return { body: show(place, before), version: before?.version ?? 0 };
  for (const chain of chains(playbook, place, change.state, await around(reader, place))) {
    refuseMisfit(playbook, chain);
  }
  return { body: show(place, change.state), version: change.state.version, writes: change.writes };
}

function effectiveOf(playbook: Playbook, whose: Department, said: readonly Layer[]): z.input<typeof effective> {
  const { version, mode: way, modeFrom, settings, sources, ignored } = together(playbook, said);
  const values: Readonly<Record<string, unknown>> = z.record(z.string(), z.unknown()).parse(settings);
  return {
    followUp: playbook.followUp,
    department: whose,
    version,
    mode: { value: way, default: defaultMode, from: modeFrom },
    settings: playbook.fields.map(({ name, means, default: usual }) => ({
      field: name,
      value: values[name],
      default: usual,
      means,
      from: sources[name] ?? 'default',
    })),
    ignored: [...ignored],
  };
}

const changes = (
  reader: Reader,
  place: { readonly followUp: string; readonly storeId?: string },
  asked: { readonly limit: number; readonly cursor?: string | undefined },
) =>
  readPage(reader, playbookHistory.query(place.followUp, place.storeId), asked, (row): z.input<typeof changed> => {
    const { at, actor: by, data, entityVersion } = envelope.parse(row['event']);
    const { layer, department: of, changes: fields } = playbookChanged.data.parse(data);
    return { at, by, layer, ...(of === undefined ? {} : { department: of }), changes: fields, version: entityVersion };
  });

/** The routes, for the playbooks of the house. */
export function playbookRoutes(playbooks: readonly Playbook[]): readonly Route[] {
  const named = (name: string): Playbook => {
    const found = playbooks.find((each) => each.followUp === name);
    if (found === undefined) throw notFound('playbook');
    return found;
  };
  const inOne = (params: z.output<typeof inDepartment>): Playbook => {
    const playbook = named(params.followUp);
    if (playbook.departments.includes(params.department)) return playbook;
    const fix = `Send ${playbook.departments.join(' or ')}: ${playbook.followUp} runs nowhere else.`;
    throw new Problem('invalid-input', `path.department: ${fix}`, [{ field: 'path.department', fix }]);
  };

  const list = defineRoute({
    method: 'GET',
    path: storePath,
    name: 'listPlaybooks',
    tag,
    means:
      'What holds at the store for each lifecycle: its mode and its settings, each with its default and who said it.',
    roles: 'any',
    params: z.object({ storeId }),
    output: z.object({ items: z.array(effective) }),
    example: {
      output: {
        items: [
          {
            followUp: 'parts-eta',
            department: 'service',
            version: 2,
            mode: { value: 'alert', default: 'automate', from: 'store' },
            settings: [
              {
                field: 'etaMinutes',
                value: 90,
                default: 120,
                means: 'Parts owe an ETA within this many business minutes.',
                from: 'store',
              },
            ],
            ignored: [],
          },
        ],
      },
    },
    handle: async ({ reader, params }) => {
      const read = await Promise.all([
        allRows(reader, playbooksOfGroup.query()),
        allRows(reader, playbooksOfStore.query(params.storeId)),
      ]);
      const items = playbooks.flatMap((playbook) =>
        playbook.departments.map((each) => effectiveOf(playbook, each, layersAmong(read.flat(), playbook, each))),
      );
      return { body: { items } };
    },
  });

  const readGroup = defineRoute({
    method: 'GET',
    path: groupPath,
    name: 'readGroupPlaybook',
    tag,
    means: 'What the group says of a lifecycle, for all its stores. Version 0: nothing yet.',
    roles: ['administrator'],
    params: inGroup,
    output: shown,
    example: { output: groupExample },
    handle: ({ reader, params }) => readLayer(reader, { followUp: named(params.followUp).followUp, layer: 'group' }),
  });

  const changeGroup = defineRoute({
    method: 'PUT',
    path: groupPath,
    name: 'changeGroupPlaybook',
    tag,
    means: 'Replaces what the group says of a lifecycle; what is left out is the house’s default again.',
    roles: ['administrator'],
    params: inGroup,
    body,
    output: shown,
    ifMatch: 'required',
    example: { body: given, output: groupExample },
    handle: (call) => {
      const playbook = named(call.params.followUp);
      return sayAt(playbook, { followUp: playbook.followUp, layer: 'group' }, call);
    },
  });

  const groupHistory = defineRoute({
    method: 'GET',
    path: `${groupPath}/history`,
    name: 'listGroupPlaybookChanges',
    tag,
    means: 'Who changed what the group says of a lifecycle, from what to what, newest first.',
    roles: ['administrator', 'general-manager'],
    params: inGroup,
    query: z.object(pageQuery),
    output: pageOf(changed),
    example: { output: { items: [{ ...changeExample, layer: 'group' }] } },
    handle: async ({ reader, params, query }) => ({
      body: await changes(reader, { followUp: named(params.followUp).followUp }, query),
    }),
  });

  const readStore = defineRoute({
    method: 'GET',
    path: `${storePath}/{followUp}`,
    name: 'readPlaybook',
    tag,
    means: 'What the store itself says of a lifecycle; what holds is in the list. Version 0: nothing yet.',
    roles: 'any',
    params: atStore,
    output: shown,
    example: { output: example },
    handle: ({ reader, params }) =>
      readLayer(reader, { followUp: named(params.followUp).followUp, layer: 'store', storeId: params.storeId }),
  });

  const changeStore = defineRoute({
    method: 'PUT',
    path: `${storePath}/{followUp}`,
    name: 'changePlaybook',
    tag,
    means:
      'Replaces what the store says of a lifecycle; what is left out is as the group has it. For administrators, the ' +
      'general manager and the manager of the lifecycle’s department.',
    roles: leaders,
    params: atStore,
    body,
    output: shown,
    ifMatch: 'required',
    example: { body: given, output: example },
    handle: (call) => {
      const playbook = named(call.params.followUp);
      refuseOtherLeader(call.caller, call.params.storeId, playbook.department);
      return sayAt(playbook, { followUp: playbook.followUp, layer: 'store', storeId: call.params.storeId }, call);
    },
  });

  const history = defineRoute({
    method: 'GET',
    path: `${storePath}/{followUp}/history`,
    name: 'listPlaybookChanges',
    tag,
    means: 'Who changed what the store and its departments say of a lifecycle, from what to what, newest first.',
    roles: leaders,
    params: atStore,
    query: z.object(pageQuery),
    output: pageOf(changed),
    example: { output: { items: [changeExample] } },
    handle: async ({ reader, params, query }) => ({
      body: await changes(reader, { followUp: named(params.followUp).followUp, storeId: params.storeId }, query),
    }),
  });

  const readDepartment = defineRoute({
    method: 'GET',
    path: departmentPath,
    name: 'readDepartmentPlaybook',
    tag,
    means: 'What a department of the store says of a lifecycle. Version 0: nothing yet.',
    roles: 'any',
    params: inDepartment,
    output: shown,
    example: { output: departmentExample },
    handle: ({ reader, params }) => {
      const { followUp: name } = inOne(params);
      return readLayer(reader, { ...params, followUp: name, layer: 'department' });
    },
  });

  const changeDepartment = defineRoute({
    method: 'PUT',
    path: departmentPath,
    name: 'changeDepartmentPlaybook',
    tag,
    means:
      'Replaces what a department says of a lifecycle; what is left out is as the store has it. For administrators, ' +
      'the general manager and the department’s manager.',
    roles: leaders,
    params: inDepartment,
    body,
    output: shown,
    ifMatch: 'required',
    example: { body: given, output: departmentExample },
    handle: (call) => {
      const playbook = inOne(call.params);
      refuseOtherLeader(call.caller, call.params.storeId, call.params.department);
      return sayAt(playbook, { ...call.params, layer: 'department' }, call);
    },
  });

  return [
    list,
    readGroup,
    changeGroup,
    groupHistory,
    readStore,
    changeStore,
    history,
    readDepartment,
    changeDepartment,
  ];
}
