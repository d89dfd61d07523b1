import { createHash, timingSafeEqual } from 'node:crypto';
import { DeniedError } from '#ground/errors';
import { isLoopback, type DoorPolicy } from './door-policy.ts';

/** What a request says about itself: its headers, as they came. */
export interface RequestFacts {
  host?: string;
  origin?: string;
  authorization?: string;
  /** Sec-WebSocket-Protocol: browsers cannot set headers on a WebSocket, so a token may come as `bearer.<base64url>`. */
  protocols?: string;
  /** Sec-Fetch-Site and -Mode, which browsers send and pages cannot forge. */
  fetchSite?: string;
  fetchMode?: string;
}

export interface Person {
  id: string;
}

const OWNER: Person = { id: 'local-owner' };

/** The person who asks. DeniedError `token-missing` or `token-wrong` (sign in), `foreign-host` or `foreign-origin` (never). */
export function authorise(facts: RequestFacts, policy: DoorPolicy): Person {
  if (policy.kind === 'token') checkToken(facts, policy.token);
  else checkLocal(facts);
  return OWNER;
}

function checkToken(facts: RequestFacts, token: string): void {
  const given = bearerOf(facts.authorization) ?? subprotocolTokenOf(facts.protocols);
  if (given === undefined)
    throw new DeniedError({
      code: 'token-missing',
      message: 'An access token is needed: send it as "Authorization: Bearer <token>".',
    });
  if (!isSame(given, token))
    throw new DeniedError({ code: 'token-wrong', message: 'The access token is not the right one.' });
}

function bearerOf(header: string | undefined): string | undefined {
  return /^bearer +(\S+) *$/i.exec(header ?? '')?.[1];
}

function subprotocolTokenOf(header: string | undefined): string | undefined {
  const encoded = /(?:^|,)\s*bearer\.([\w-]+)\s*(?:,|$)/.exec(header ?? '')?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64url').toString();
}

/** Compares digests, so that neither the time taken nor the length tells anything. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function checkLocal({ host, origin, fetchSite, fetchMode }: RequestFacts): void {
  if (!isLoopback(nameOf(host)))
    throw new DeniedError({
      code: 'foreign-host',
      message: 'Jamie answers to localhost only. To reach it by another name, set JAMIE_ACCESS_TOKEN.',
    });
  const foreign = origin !== undefined && !isOwnOrigin(origin, host ?? '');
  if (foreign || (fetchSite === 'cross-site' && fetchMode !== 'navigate'))
    throw new DeniedError({ code: 'foreign-origin', message: 'Another web page may not talk to Jamie.' });
}

/** The Host header without its port; '' when it is not one. */
function nameOf(host: string | undefined): string {
  return /^(\[[0-9a-f:.]+\]|[^:@/\s[\]]+)(?::\d{1,5})?$/i.exec(host ?? '')?.[1] ?? '';
}

function isOwnOrigin(origin: string, host: string): boolean {
  return origin.toLowerCase() === `http://${host.toLowerCase()}`;
}
