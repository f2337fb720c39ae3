/** One-tap links, as doors, the act door and the stacks see them. */
export { type LinkAnswer, type LinkParts, type LinkRequest, openLinks } from './door.ts';
export { type Link, type LinkAction, linkActions } from './link.ts';
export { type LinkFor, linksAt } from './make.ts';
export { type PublicPage, publicPages } from './pages.ts';
