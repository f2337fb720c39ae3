/** Sabotages of what guards an act: its claim, what the claim stands on, and that it is done once. */
import type { Mutant } from '../mutant.ts';

const act = 'core/run/act.ts';
const place = 'core/run/place.ts';

/** What must hold before anything is done, and that it is done once. */
export const claimMutants: readonly Mutant[] = [
  {
    name: 'no claim',
    guards: 'Nothing is sent before a claim on it is written.',
    file: act,
    find: 'await ports.table.write(guarded(row, look, [...claim.writes, ...counted], now));',
    replace: '',
  },
  {
    name: 'claim without the facts’ versions',
    guards: 'A claim commits only if every fact is as it was when its door read it.',
    file: act,
    find: 'return [life, ...writes, ...factChecks(look.facts, writes)];',
    replace: 'return [life, ...writes];',
  },
  {
    name: 'claim without the consent’s version',
    guards: 'A claim commits only if the customer has not said no since the door read what they allow.',
    file: place,
    find: 'factsOf([...rows, storeRow, ...known])',
    replace: 'factsOf([...rows, storeRow])',
  },
  {
    name: 'occasion replaced by a step counter',
    guards: 'The occasion is what justifies an act, so that a second reason to do it again is none.',
    file: act,
    find: 'act: asked.act, occasion: asked.occasion }',
    replace: 'act: asked.act, occasion: asked.occasion.slice(0, 40) + `-v${row.version}` }',
  },
  {
    name: 'a claim for each generation',
    guards: 'A run that was revived finds what the one before it claimed.',
    file: act,
    find: 'act: asked.act, occasion: asked.occasion }',
    replace: 'act: asked.act, occasion: asked.occasion.slice(0, 40) + `-g${generation}` }',
  },
  {
    name: 'claims of the previous generation not looked at',
    guards: 'A run that was revived decides on what the one before it did.',
    file: place,
    find: '.map(readClaim).filter(ours)),',
    replace:
      ".map(readClaim).filter((each) => ours(each) && ofKind(rows, 'follow-up').every((row) => row['generation'] === 1 || row['followUp'] !== run.followUp))),",
  },
  {
    name: 'an unknown message is forgotten',
    guards: 'What nobody knows the fate of counts as done: it is never sent again.',
    file: place,
    find: '.map(readClaim).filter(ours)),',
    replace: ".map(readClaim).filter((each) => ours(each) && each.state !== 'UNKNOWN')),",
  },
  {
    name: 'an unanswered call is repeated',
    guards: 'A provider that gave no answer is not called again: it may have taken the message.',
    file: act,
    find: 'asks.\n    return undefined;',
    replace: 'asks.\n    return send(message, { draft, optOutLink }, ports);',
  },
  {
    name: 'a claim does not fall due',
    guards: 'A claim whose result never came is found, and somebody is asked to call.',
    file: 'core/messages/message.ts',
    find: "state.state === 'CLAIMED' ? { ...claimDue(state.claimedAt, state.messageId) } : {}",
    replace: '({})',
  },
  {
    name: 'a result goes back',
    guards: 'What is known of a message only grows, whatever order its reports come in.',
    file: 'core/messages/decide.ts',
    find: 'knowledge.indexOf(after) > knowledge.indexOf(before);',
    replace: 'before !== after;',
  },
  {
    name: 'caps ledger without its version',
    guards: 'Two campaigns that want the same customer in the same second do not both pass the caps.',
    file: 'core/messages/ledger.ts',
    find: '(version === 0 ? { absent: true } : { equals: { version } })',
    replace: '({})',
  },
  {
    name: 'expired claims called delivered',
    guards: 'A message without an answer becomes unknown, not something better.',
    file: 'core/run/sweep.ts',
    find: "{ state: 'UNKNOWN' }",
    replace: "{ state: 'DELIVERED' }",
  },
];
