/**
 * What a careful client makes of the answer to a request that it sent again because the server had died under it: a
 * refusal may mean that the first one had been heard.
 */

/** Lines of a parts order are changed below it; its version is its own. */
const entityUrl = (url: string): string => url.replace(/\/lines$/, '');

const versionIn = (etag: string | null): number => Number(/^"(\d+)"$/.exec(etag ?? '')?.[1] ?? Number.NaN);

/** The thing as it is, when it has the version that the change was to make; otherwise the refusal. */
async function doneAlready(url: string, init: RequestInit, refusal: Response): Promise<Response> {
  const headers = new Headers(init.headers);
  const expected = versionIn(headers.get('if-match')) + 1;
  const authorization = headers.get('authorization') ?? '';
  const now = await fetch(entityUrl(url), { headers: { authorization } });
  return versionIn(now.headers.get('etag')) === expected ? now : refusal;
}

/** The answer as the client takes it. */
export function afterDeath(url: string, init: RequestInit, answer: Response): Promise<Response> {
  if (answer.status === 412 && new Headers(init.headers).has('if-match')) return doneAlready(url, init, answer);
  // A link that says that there is nothing to tap any more: the first tap was heard.
  const isTap = url.includes('/links/') && init.method === 'POST';
  if (isTap && answer.status >= 400 && answer.status < 500) return Promise.resolve(new Response(null));
  return Promise.resolve(answer);
}
