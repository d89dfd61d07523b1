import { setTimeout as wait } from 'node:timers/promises';
import type { ProviderErrors } from './errors.ts';
import type { Provider } from './provider.ts';
import { readRefusal } from './said.ts';

/** A pause that the provider asks for and that is worth waiting out. */
const SHORT_PAUSE_MS = 2000;
/** How long the words of a refusal may take to come. */
const WORDS_MS = 5000;
const BUSY = new Set([429, 503, 529]);

function pauseAsked({ status, headers }: Response, now: number): number | undefined {
  if (!BUSY.has(status)) return undefined;
  const inMs = headers.get('retry-after-ms');
  const after = inMs === null ? headers.get('retry-after') : String(Number(inMs) / 1000);
  if (after === null || after.trim() === '') return undefined;
  const ms = /^[\d.]+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/**
 * `fetch` of one provider: whatever is no answer is thrown as an error that says who must act. Asked to wait a moment, it
 * does and tries once more. Never follows a redirection, which would take the key elsewhere.
 */
export function carefulFetch(provider: Provider, errors: ProviderErrors): typeof fetch {
  return async (input, init) => {
    const options: RequestInit = { ...init, redirect: 'manual' };
    const first = await fetch(input, options);
    const pause = pauseAsked(first, Date.now());
    if (pause === undefined || pause > SHORT_PAUSE_MS) return answered(first, { provider, errors });
    await first.body?.cancel();
    await wait(pause, undefined, { signal: init?.signal ?? undefined });
    return answered(await fetch(input, options), { provider, errors });
  };
}

async function answered(
  response: Response,
  { provider, errors }: { provider: Provider; errors: ProviderErrors },
): Promise<Response> {
  const isPage = response.headers.get('content-type')?.includes('text/html') === true;
  if (response.ok && !isPage) return response;
  if (response.ok) {
    await response.body?.cancel();
    throw errors.wrongUrl('it sent a web page');
  }
  const words = readRefusal(response, provider.key);
  const said = await Promise.race([words, wait(WORDS_MS, { words: '', kind: '' }, { ref: false })]);
  throw errors.status(response.status, said);
}
