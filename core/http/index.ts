/** HTTP without a server: the only door for others. */
export { type ApiParts, openApi } from './answer.ts';
export type { HttpRequest } from './message.ts';
