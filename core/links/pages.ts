/** The addresses that need no sign-in. The gateway's document has them beside the routes of the staff's API. */

/** A public address: what it takes, and what it is for. */
export interface PublicPage {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly path: string;
  readonly name: string;
  /** One sentence for the reference. */
  readonly means: string;
}

const path = '/links/{token}';

/** All of them. */
export const publicPages: readonly PublicPage[] = [
  { method: 'GET', path, name: 'lookAtLink', means: 'Shows what a one-tap link is about. Changes nothing.' },
  { method: 'HEAD', path, name: 'tryLink', means: 'Says whether a one-tap link works. Changes nothing.' },
  {
    method: 'POST',
    path,
    name: 'tapLink',
    means: 'Does what was tapped: confirms, asks for another time, cancels, or unsubscribes (RFC 8058).',
  },
];
