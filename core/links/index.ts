/** One-tap links, as doors, the act door and the stacks see them. */
export { type LinkParts, type LinkRequest, openLinks } from './door.ts';
export type { Link, LinkAction } from './link.ts';
export { type LinkFor, linksAt } from './make.ts';
export { publicPages } from './pages.ts';
