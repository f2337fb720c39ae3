/**
 * The public door: whoever holds a link may look, and may tap. Looking changes nothing, so a program that looks into
 * every link of a mail confirms and cancels nothing. It answers every request with a page and never throws.
 */
import { type Appointment, appointmentKey, appointments } from '../appointments/index.ts';
import { type Customer, whoIs } from '../customers/index.ts';
import type { Moment } from '../kernel/event.ts';
import type { SignatureCheck } from '../kernel/ports.ts';
import { readSubject } from '../kernel/subject.ts';
import { ConditionFailed, Contention, type Reader, type Table, type Write } from '../kernel/table.ts';
import type { Instant } from '../kernel/time.ts';
import { type Store, storeKey, stores } from '../stores/index.ts';
import { type Link, linkAction } from './link.ts';
import { type Page, pageHeaders, renderPage } from './page.ts';
import { type AppointmentAction, openActions, seenOf, standing, type Tapped, tap, unsubscribe } from './tap.ts';
import { readLink } from './token.ts';
import { type Notice, pageLanguage } from './words.ts';

/** A request as plain values. */
export interface LinkRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  /** The last segment of the address, as it was sent. */
  readonly token: string;
  /** A form (`application/x-www-form-urlencoded` or `multipart/form-data`), whatever its Content-Type says. */
  readonly body?: string | undefined;
  /** `Accept-Language`. */
  readonly languages?: string | undefined;
  /** Names the request in logs, and as the cause where the link names no message. */
  readonly requestId: string;
}

/** A page on its way out. */
export interface LinkAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the door is handed. */
export interface LinkParts {
  readonly table: Table;
  readonly check: SignatureCheck;
  readonly now: () => Instant;
  readonly newId: () => string;
  /** Waits a little before attempt 1, 2, 3. */
  readonly pause: (attempt: number) => Promise<void>;
  /** Hears of an error that is ours. The link itself never belongs into a log. */
  readonly report: (error: unknown, requestId: string) => void;
}

/** A page with its status. */
interface Shown {
  readonly status: number;
  readonly page: Page;
}

/** What a link leads to; `appointment` where it is about one. */
interface Scene {
  readonly store: Store;
  readonly customer: Customer;
  readonly appointment: Appointment | undefined;
}

const attempts = 4;

const bare = (request: LinkRequest, status: number, notice: Notice, store?: Store): Shown => ({
  status,
  page: { language: pageLanguage(undefined, request.languages), notice, offers: [], ...(store && { store }) },
});

const storeOf = async (reader: Reader, storeId: string): Promise<Store | undefined> => {
  const row = await reader.get(storeKey(storeId));
  return row === undefined ? undefined : stores.read(row);
};

/** What the link is about, as it stands now; undefined when it is not there any more. */
async function sceneOf(reader: Reader, { storeId, subject, actions, customerId }: Link): Promise<Scene | undefined> {
  const { kind, id } = readSubject(subject);
  const about = kind === 'ap' && !actions.includes('unsubscribe') ? appointmentKey(storeId, id) : undefined;
  const [store, row] = await Promise.all([
    storeOf(reader, storeId),
    about === undefined ? undefined : reader.get(about),
  ]);
  const appointment = row === undefined ? undefined : appointments.read(row);
  const whose = appointment?.customerId ?? customerId;
  if (store === undefined || whose === undefined || (about !== undefined && appointment === undefined))
    return undefined;
  const { customer } = await whoIs(reader, whose);
  return customer === undefined ? undefined : { store, customer, appointment };
}

/** The page of a link that leads somewhere; an appointment shows what can still be done about it. */
function pageOf(request: LinkRequest, link: Link, scene: Scene, status: number, notice: Notice, now: Instant): Shown {
  const { store, customer, appointment } = scene;
  const page = { language: pageLanguage(customer.language, request.languages), notice, store };
  if (appointment === undefined) {
    return { status, page: { ...page, offers: notice === 'ask-unsubscribe' ? ['unsubscribe'] : [] } };
  }
  const offers = openActions(appointment, link.actions, now);
  return { status, page: { ...page, appointment, offers, seen: seenOf(appointment) } };
}

/**
 * A field of a form, in either of the two forms that browsers and mail programs send (RFC 8058, section 3.2, names both);
 * undefined when it is not there.
 */
export function formField(body: string, name: string): string | undefined {
  const part = new RegExp(`name="${name}"[^\\r\\n]*\\r?\\n(?:[^\\r\\n]+\\r?\\n)*\\r?\\n([^\\r\\n]*)`, 'i').exec(body);
  return part?.[1]?.trim() ?? new URLSearchParams(body.trim()).get(name) ?? undefined;
}

const actionOf = (body: string): AppointmentAction | undefined => {
  const action = linkAction.safeParse(formField(body, 'action'));
  return action.success && action.data !== 'unsubscribe' ? action.data : undefined;
};

/** What a POST does to what is there, without doing it. */
function outcome(request: LinkRequest, link: Link, scene: Scene, moment: Moment): Shown & { writes: readonly Write[] } {
  const { appointment } = scene;
  // The link says it all: whatever a mail program sends along, a POST to it unsubscribes.
  if (appointment === undefined) {
    const writes = unsubscribe(scene.customer, moment);
    return { ...pageOf(request, link, scene, 200, 'unsubscribed', moment.now), writes };
  }
  const body = request.body ?? '';
  const action = actionOf(body);
  const tapped: Tapped =
    action === undefined || !link.actions.includes(action)
      ? { notice: standing(appointment, moment.now), appointment, writes: [] }
      : tap(action, formField(body, 'seen'), appointment, moment);
  const status = tapped.notice === 'over' || tapped.notice === 'changed' ? 409 : 200;
  const after = { ...scene, appointment: tapped.appointment };
  return { ...pageOf(request, link, after, status, tapped.notice, moment.now), writes: tapped.writes };
}

async function act(request: LinkRequest, link: Link, parts: LinkParts): Promise<Shown> {
  for (let tried = 0; tried < attempts; tried += 1) {
    if (tried > 0) await parts.pause(tried);
    const scene = await sceneOf(parts.table, link);
    if (scene === undefined) return bare(request, 404, 'unknown');
    const moment: Moment = {
      now: parts.now(),
      newId: parts.newId,
      actor: { kind: 'customer', id: scene.customer.customerId },
      cause: link.messageId ?? request.requestId,
    };
    const { writes, ...shown } = outcome(request, link, scene, moment);
    try {
      if (writes.length > 0) await parts.table.write(writes);
      return shown;
    } catch (error) {
      if (!(error instanceof ConditionFailed || error instanceof Contention)) throw error;
    }
  }
  return bare(request, 503, 'broken');
}

async function look(request: LinkRequest, link: Link, parts: LinkParts): Promise<Shown> {
  const scene = await sceneOf(parts.table, link);
  if (scene === undefined) return bare(request, 404, 'unknown');
  const now = parts.now();
  const { appointment } = scene;
  return pageOf(
    request,
    link,
    scene,
    200,
    appointment === undefined ? 'ask-unsubscribe' : standing(appointment, now),
    now,
  );
}

/** The token in an address that some programs encode once more than needed; what cannot be decoded is none. */
function tokenOf({ token }: LinkRequest): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return '';
  }
}

async function answer(request: LinkRequest, parts: LinkParts): Promise<Shown> {
  const read = await readLink(tokenOf(request), parts.now(), parts.check);
  switch (read.is) {
    case 'malformed':
    case 'forged':
      return bare(request, 404, 'unknown');
    case 'expired':
      return bare(request, 410, 'expired', await storeOf(parts.table, read.link.storeId));
    case 'good':
      return request.method === 'POST' ? act(request, read.link, parts) : look(request, read.link, parts);
    default: {
      const never: never = read;
      return never;
    }
  }
}

/** Makes the door. */
export const openLinks =
  (parts: LinkParts) =>
  async (request: LinkRequest): Promise<LinkAnswer> => {
    const shown = await answer(request, parts).catch((error: unknown) => {
      parts.report(error, request.requestId);
      return bare(request, 503, 'broken');
    });
    const headers = shown.status === 503 ? { ...pageHeaders, 'Retry-After': '60' } : pageHeaders;
    return { status: shown.status, headers, body: request.method === 'HEAD' ? '' : renderPage(shown.page) };
  };
