import { createHttpClient } from '#connectors/kit';
import type { Endpoint, HttpClient } from '#connectors/kit';
import { UpstreamError } from '#ground/errors';
import { PRODUCT } from './errors.ts';
import type { Question } from './question.ts';
import type { SignedIn } from './signed-in.ts';

const REDIRECTS = [301, 302, 303, 307, 308];

/** The place a text is kept; never one that is less protected than GitHub itself. */
function placeOf(endpoint: Endpoint, client: HttpClient, location: string | undefined): URL {
  const place = URL.canParse(location ?? '', endpoint.url)
    ? new URL(location ?? '', endpoint.url)
    : undefined;
  if (!place || location === undefined) throw client.errors.wrongUrl('it sends Jamie on to nowhere');
  const isPlain = place.protocol === 'http:' && new URL(endpoint.url).protocol === 'http:';
  if (place.protocol !== 'https:' && !isPlain)
    throw client.errors.wrongUrl(`it sends Jamie on to ${place.protocol}//${place.host}`);
  return place;
}

/**
 * A text that GitHub answers with a link to another host, as it does for logs. The link is followed once, and without
 * credentials: it carries its own signature.
 */
export async function readElsewhere(
  endpoint: Endpoint,
  { ask, plain, refusal }: SignedIn,
  question: Question,
): Promise<string> {
  const { path, signal } = question;
  const received = await ask({ path, accept: 'application/vnd.github+json', signal });
  if (received.status === 200) return received.text;
  if (!REDIRECTS.includes(received.status)) throw refusal(received, path);
  const { location } = received.headers;
  const place = placeOf(endpoint, plain, location);
  const storage = createHttpClient({ url: place.origin, ca: endpoint.ca }, PRODUCT);
  const kept = await storage.ask({ path: place.pathname + place.search, accept: '*/*', signal });
  if (kept.status === 200) return kept.text;
  throw new UpstreamError({
    code: 'github-log-missing',
    message: `The log is not to be had: ${place.host}, where GitHub keeps it, answered with HTTP ${kept.status}.`,
    retryable: kept.status >= 500,
    status: kept.status,
  });
}
