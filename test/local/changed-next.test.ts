/** One `Next` of the synthesised machine is changed: the story that a newcomer sees would find it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, listOf } from '../../demo/fields.ts';
import type { CloudModel, MachineModel } from '../../local/template/model.ts';
import { clientOf } from './client.ts';
import { openClouds, readStacks, synthesis } from './stacks.ts';
import { type Account, morning, seeThrough, storyMachine, wellTold } from './story.ts';

const { folder, open, close, clear } = openClouds();
let stacks: CloudModel;

beforeAll(async () => {
  stacks = await readStacks();
}, synthesis);
afterEach(close);
afterAll(clear);

/** The machine whose state goes somewhere else than it was told to. */
function bent(machine: MachineModel, state: string, to: string): MachineModel {
  const definition = fieldsOf(machine.definition);
  const states = fieldsOf(definition['States']);
  const changed = { ...fieldsOf(states[state]), Next: to };
  expect(changed).not.toEqual(states[state]);
  return { ...machine, definition: { ...definition, States: { ...states, [state]: changed } } };
}

/** The machine whose choice takes one answer for another. */
function misled(machine: MachineModel, answer: string, to: string): MachineModel {
  const definition = fieldsOf(machine.definition);
  const states = fieldsOf(definition['States']);
  const choice = fieldsOf(states['What next?']);
  const Choices = listOf(choice['Choices']).map((rule) =>
    fieldsOf(rule)['StringEquals'] === answer ? { ...fieldsOf(rule), Next: to } : rule,
  );
  expect(Choices).not.toEqual(choice['Choices']);
  const changed = { ...states, 'What next?': { ...choice, Choices } };
  return { ...machine, definition: { ...definition, States: changed } };
}

describe('with one Next of the machine changed', () => {
  const tell = async (change: (machine: MachineModel) => MachineModel): Promise<Account> => {
    const told = storyMachine(stacks.machines);
    const model = { ...stacks, machines: stacks.machines.map((each) => (each === told ? change(each) : each)) };
    return seeThrough(clientOf(await open(model, await folder(morning))), '10233');
  };

  it.each([
    ['Wait for an ETA from parts', 'What next?'],
    ['Tell the customer the new ETA', 'Done: no part is open'],
  ])('from %s to %s, the story is another one', async (state, to) => {
    expect(await tell((machine) => bent(machine, state, to))).not.toEqual(wellTold);
  });

  it('in the choice, the machine is refused: a state is left to which nothing leads', async () => {
    const told = tell((machine) => misled(machine, 'Wait for the part', 'Wait for the booking'));
    await expect(told).rejects.toThrow('"Wait for the part": no other state leads to it');
  });
});
