import type { LiveKubernetes } from '../start-kubernetes.ts';
import { ACCOUNT, NAMESPACE } from './manifests.ts';

/** Asks Argo CD as its administrator. */
export type AskAdmin = <Answer>(method: string, path: string, body?: object) => Promise<Answer>;

async function ask<Answer>(url: string, request: { method: string; token?: string; body?: object }) {
  const { method, token, body } = request;
  const response = await fetch(url, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text.slice(0, 500)}`);
  return JSON.parse(text) as Answer;
}

/** Signs in with the password that Argo CD made for its administrator when it first started. */
export async function signIn(url: string, cluster: LiveKubernetes): Promise<AskAdmin> {
  const where = ['-n', NAMESPACE, 'argocd-initial-admin-secret', '-o', 'jsonpath={.data.password}'];
  const password = Buffer.from(await cluster.kubectl(['get', 'secret', ...where]), 'base64').toString();
  const body = { username: 'admin', password };
  const { token } = await ask<{ token: string }>(`${url}/api/v1/session`, { method: 'POST', body });
  return (method, path, sent) => ask(`${url}${path}`, { method, token, body: sent });
}

/** A token of the account that may read. */
export async function makeToken(askAdmin: AskAdmin): Promise<string> {
  const { token } = await askAdmin<{ token: string }>('POST', `/api/v1/account/${ACCOUNT}/token`, {
    expiresIn: 3600,
  });
  return token;
}
