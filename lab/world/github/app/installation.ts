import type { KeyObject } from 'node:crypto';
import { hash32 } from '../../engine/random.ts';
import type { HttpAnswer, HttpRequest } from '../../systems/http.ts';
import { refusal } from '../api/pages.ts';
import { iso } from '../api/site.ts';
import { OWNER } from '../history/repository.ts';
import { assertionIn } from './signature.ts';

/** A GitHub App that Harbour installed. */
export interface InstalledApp {
  id: string;
  installationId: number;
  publicKey: KeyObject;
}

/** The App's side of GitHub: who it is, and the tokens that it was given. */
export interface Installation {
  /** Answers what only an App may ask; undefined for any other page. */
  answer: (path: string, request: HttpRequest) => HttpAnswer | undefined;
  /** Whether a request comes with one of its tokens that still holds. */
  knows: (authorization: string) => boolean;
}

const HOUR = 3_600_000;
const PERMISSIONS = {
  actions: 'read',
  checks: 'read',
  contents: 'read',
  deployments: 'read',
  metadata: 'read',
  pull_requests: 'read',
};

function tokenOf(serial: number, now: number): string {
  const parts = Array.from({ length: 5 }, (_, index) =>
    hash32(`installation/${serial}/${now}/${index}`).toString(16).padStart(8, '0'),
  );
  return `ghs_${parts.join('').slice(0, 36)}`;
}

const bearer = (authorization = ''): string => authorization.replace(/^(Bearer|token) /i, '');

/** What an App may ask for with its own signature. */
export function installApp({ id, installationId, publicKey }: InstalledApp, now: () => number): Installation {
  const tokens = new Map<string, number>();

  function grant(): HttpAnswer {
    const token = tokenOf(tokens.size, now());
    const ends = Math.floor((now() + HOUR) / 1000) * 1000;
    tokens.set(token, ends);
    const body = {
      token,
      expires_at: iso(ends),
      permissions: PERMISSIONS,
      repository_selection: 'all',
    };
    return { status: 201, body };
  }

  function page(path: string, method: string): HttpAnswer | undefined {
    const account = { login: OWNER, id: 42, type: 'Organization' };
    const asked = /^\/app\/installations\/(\d+)\/access_tokens$/.exec(path)?.[1];
    if (asked !== undefined && method === 'POST')
      return asked === String(installationId) ? grant() : refusal(404, 'Not Found');
    if (path === `/orgs/${OWNER}/installation`)
      return {
        status: 200,
        body: { id: installationId, app_id: Number(id), account, target_type: 'Organization' },
      };
    return refusal(404, 'Not Found');
  }

  return {
    answer(path, { method, headers }) {
      if (!/^\/app(\/|$)|^\/(orgs|users)\/[^/]+\/installation$/.test(path)) return undefined;
      if (headers.authorization === undefined) return refusal(401, 'A JSON web token could not be decoded');
      const assertion = assertionIn(bearer(headers.authorization), { key: publicKey, now: now() });
      if ('refused' in assertion) return refusal(401, assertion.refused);
      return assertion.iss === id ? page(path, method) : refusal(404, 'Integration not found');
    },
    knows: (authorization) => (tokens.get(bearer(authorization)) ?? 0) > now(),
  };
}
