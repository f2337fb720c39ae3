/** Act: a machine asks for what Review decided. The only door that speaks to customers. */
import * as z from 'zod';
import { pause, systemNow } from '../adapters/clock.ts';
import { need } from '../adapters/environment.ts';
import { newId } from '../adapters/ids.ts';
import { liquid } from '../adapters/liquid.ts';
import { openMail } from '../adapters/mail.ts';
import { openLinkSigner } from '../adapters/signer.ts';
import { openSms } from '../adapters/sms.ts';
import { openTable } from '../adapters/table.ts';
import { actingFollowUps } from '../core/follow-ups/acting.ts';
import { keys, runOf } from '../core/follow-ups/asked.ts';
import { linksAt } from '../core/links/index.ts';
import { type Acted, type ActPorts, act } from '../core/run/index.ts';
import { door } from './house.ts';

const asking = keys.extend({ act: z.string(), occasion: z.string() });

type Parts = Omit<ActPorts, 'moment' | 'render'> & { readonly newId: () => string };

/** The door without Lambda. */
export const buildAct =
  (ports: Parts) =>
  async (event: unknown): Promise<Acted> => {
    const asked = asking.parse(event);
    const { followUp, run, moment } = runOf(actingFollowUps, asked, ports.newId);
    return act(followUp, run, asked.generation, asked, { ...ports, render: liquid.render, moment });
  };

const open = () =>
  buildAct({
    table: openTable(process.env),
    sms: openSms(process.env),
    mail: openMail(process.env),
    linkFor: linksAt(need(process.env, 'PUBLIC_URL'), openLinkSigner(process.env)),
    now: systemNow,
    newId,
    pause,
  });

let acting: ReturnType<typeof open> | undefined;

/** The Lambda. */
export const handler = door((event: unknown) => {
  acting ??= open();
  return acting(event);
});
