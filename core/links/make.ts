/** Making links: the address that goes into a message. */
import type { Signer } from '../kernel/ports.ts';
import type { Link } from './link.ts';
import { makeLink } from './token.ts';

/** Makes the address of a link. It asks the key service, so it may fail and be tried again: nothing is written. */
export type LinkFor = (wanted: Link) => Promise<string>;

/**
 * Links at this API. `publicUrl` is its address with the stage and a slash at the end. With a generated host name
 * (62 characters up to the token) an appointment's link has 151 characters; a name of the group's own saves thirty.
 */
export const linksAt =
  (publicUrl: string, signer: Signer): LinkFor =>
  async (wanted) =>
    `${publicUrl}links/${await makeLink(wanted, signer)}`;
