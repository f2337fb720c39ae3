/** A stranger gets a name: their conversation goes on in the customer's own. */
import { happened, type Moment } from '../kernel/event.ts';
import type { Change } from '../kernel/noun.ts';
import { Problem } from '../kernel/problem.ts';
import type { Write } from '../kernel/table.ts';
import { type Conversation, conversations } from './conversation.ts';
import { type Inbound, receiveLine } from './decide.ts';
import { conversationAttached } from './events.ts';
import { strangerKey } from './keys.ts';
import { type Line, lineWrite } from './line.ts';

/** How many lines go along when a conversation is attached; older ones stay where they are, to be read there. */
const linesAlong = 40;

/** What the customer's own conversation hears of a stranger's: its newest line from outside, as it came. */
function inboundAgain(stranger: Conversation, line: Line): Inbound {
  const { lineId, at, channel, title, text, cut, meaning = 'free-text', answers } = line;
  return {
    lineId,
    at,
    channel,
    text,
    meaning,
    needsAnswer: stranger.waitingSince !== undefined,
    ...(title === undefined ? {} : { title }),
    ...(cut === undefined ? {} : { cut }),
    ...(answers === undefined ? {} : { answers }),
    ...(stranger.regards === undefined ? {} : { regards: stranger.regards }),
  };
}

/**
 * A person says who the stranger is: the conversation goes on in the customer's own, where its newest lines go along and
 * what waits for an answer waits on. What comes from this contact later goes there, too. `lines` are the stranger's,
 * newest first; `own` is the customer's conversation at this store, if there is one. Throws 409 for one that is a
 * customer's already.
 */
export function attachConversation(
  stranger: Conversation,
  lines: readonly Line[],
  customerId: string,
  own: Conversation | undefined,
  moment: Moment,
): Change<Conversation> {
  const { storeId, contact, waitingSince: _, ...rest } = stranger;
  const [newest, ...older] = lines;
  if (contact === undefined || stranger.attachedTo !== undefined || newest === undefined) {
    throw new Problem('conflict', 'This conversation is a customer’s already.');
  }
  const event = happened(conversationAttached, { to: customerId, staffId: moment.actor.id });
  const after: Conversation = { ...rest, storeId, contact, attachedTo: customerId, updatedAt: moment.now };
  const over = conversations.change(stranger, after, event, moment);
  const there = receiveLine(own, { storeId, partner: { customerId } }, inboundAgain(stranger, newest), moment);
  const along = older.slice(0, linesAlong).map((line) => lineWrite(storeId, customerId, line));
  const pointer: Write = {
    put: { ...strangerKey(storeId, contact), kind: 'stranger', conversationId: customerId },
    when: { equals: { conversationId: stranger.conversationId } },
  };
  return { ...there, writes: [...over.writes, ...there.writes, ...along, pointer] };
}
