/** When a promise of this follow-up climbs, and to whom. */
import { headOf } from '../../kernel/role.ts';
import type { Instant } from '../../kernel/time.ts';
import { plus } from '../../kernel/time.ts';
import type { Promised } from '../../promises/index.ts';
import { type Climb, type Climbing, climbL, queue } from '../../run/index.ts';
import { callerRole, departmentOf, hostRole, type Picture } from './picture.ts';

/** What the person whom the customer meets sees to; all else is the BDC's. */
export const isHosts = (type: string): boolean => ['accept', 'car', 'alternative', 'greet'].includes(type);

/** A confirmation climbs twice: the call falls due, then the head of the department hears of it an hour later. */
function confirmationClimb(view: Picture, late: Promised): Climbing {
  const head = queue(headOf(callerRole(view)));
  const rungs: readonly (Climb & { readonly at: Instant })[] = [
    { rung: 1, at: late.dueAt, to: late.owner, tell: [late.owner], because: 'No answer came: call the customer.' },
    {
      rung: 2,
      at: plus(late.dueAt, { hours: 2 }),
      to: head,
      tell: [head, late.owner],
      because: 'Two hours later and still no word: the head of the department has it.',
    },
  ];
  const left = rungs.filter(({ rung }) => rung > late.rung);
  return { due: left.find(({ at }) => at <= view.now), next: left.map(({ at }) => at).find((at) => at > view.now) };
}

/** Where a promise stands on its ladder. */
export function climbing(view: Picture, late: Promised): Climbing {
  if (late.type === 'confirmation') return confirmationClimb(view, late);
  return climbL(view, late, {
    role: isHosts(late.type) ? hostRole(view) : callerRole(view),
    department: departmentOf(view),
  });
}
