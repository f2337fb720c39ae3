/** The routes of playbooks: what holds at a store, what each layer says, and who changed it. */
import * as z from 'zod';
import { storeId } from '../kernel/fields.ts';
import { pageOf, pageQuery } from '../kernel/page.ts';
import { Problem } from '../kernel/problem.ts';
import { department, type Role, role } from '../kernel/role.ts';
import { defineRoute, notFound, type Route } from '../kernel/route.ts';
import { allRows } from '../kernel/table.ts';
import { changes, readLayer, refuseOtherLeader, sayAt } from './answer.ts';
import { layersAmong, layersFor } from './effective.ts';
import * as examples from './examples.ts';
import { playbooksOfGroup, playbooksOfStore } from './keys.ts';
import type { Playbook } from './playbook.ts';
import { changed, effective, effectiveOf, shown, word } from './shown.ts';

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
      output: { items: [examples.whatHolds] },
    },
    handle: async ({ reader, params }) => {
      const read = await Promise.all([
        allRows(reader, playbooksOfGroup.query()),
        allRows(reader, playbooksOfStore.query(params.storeId)),
      ]);
      const said = layersAmong(read.flat());
      const items = playbooks.flatMap((playbook) =>
        playbook.departments.map((each) => effectiveOf(playbook, each, layersFor(said, playbook, each))),
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
    example: { output: examples.ofGroup },
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
    body: word,
    output: shown,
    ifMatch: 'required',
    example: { body: examples.said, output: examples.ofGroup },
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
    example: { output: { items: [{ ...examples.aChange, layer: 'group' }] } },
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
    example: { output: examples.ofStore },
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
    body: word,
    output: shown,
    ifMatch: 'required',
    example: { body: examples.said, output: examples.ofStore },
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
    example: { output: { items: [examples.aChange] } },
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
    example: { output: examples.ofDepartment },
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
    body: word,
    output: shown,
    ifMatch: 'required',
    example: { body: examples.said, output: examples.ofDepartment },
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
