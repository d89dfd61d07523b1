import { verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Who a web token says it is, or why GitHub does not believe it. */
export type Assertion = { iss: string } | { refused: string };

const TEN_MINUTES_S = 600;
const UNREADABLE = 'A JSON web token could not be decoded';
const TOO_FAR = "'Expiration time' claim ('exp') is too far in the future";
const EXPIRED =
  "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
const NOT_ISSUED =
  "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";

function decoded(part: string | undefined): Record<string, unknown> | undefined {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function faultIn({ iat, exp }: Record<string, unknown>, seconds: number): string | undefined {
  if (typeof exp !== 'number' || exp <= seconds) return EXPIRED;
  if (exp > seconds + TEN_MINUTES_S) return TOO_FAR;
  return typeof iat !== 'number' || iat > seconds ? NOT_ISSUED : undefined;
}

/** Checks the web token by which an App says who it is: its signature and its times, as GitHub does. */
export function assertionIn(token: string, { key, now }: { key: KeyObject; now: number }): Assertion {
  const [head, body, signature = ''] = token.split('.');
  const [header, claims] = [decoded(head), decoded(body)];
  if (header?.alg !== 'RS256' || !claims) return { refused: UNREADABLE };
  const signed = Buffer.from(`${head}.${body}`);
  if (!verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))) return { refused: UNREADABLE };
  const refused = faultIn(claims, Math.floor(now / 1000));
  return refused === undefined ? { iss: String(claims.iss) } : { refused };
}
