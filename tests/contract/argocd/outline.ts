import type { ArgocdServer } from './argocd-contract.ts';

/** Fields whose own fields are anybody's. */
const OPAQUE = new Set(['labels', 'annotations', 'managedFields', 'config', 'info', 'permissions']);

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

function pathsOf(value: unknown, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => pathsOf(one, `${at}[]`));
  if (typeof value !== 'object' || value === null) return [`${at}: ${kindOf(value)}`];
  return Object.entries(value).flatMap(([key, inner]) =>
    OPAQUE.has(key) ? [`${at}.${key}: ${kindOf(inner)}`] : pathsOf(inner, `${at}.${key}`),
  );
}

/** The paths of a page's JSON with what is there, each once. */
function outlineOf(page: unknown): string[] {
  return [...new Set(pathsOf(page, ''))].sort();
}

const PATHS: Record<string, string> = {
  application: '/api/v1/applications/{name}',
  applications: '/api/v1/applications',
  clusters: '/api/v1/clusters',
  events: '/api/v1/applications/{name}/events',
  'managed-resources': '/api/v1/applications/{name}/managed-resources',
  projects: '/api/v1/projects',
  repositories: '/api/v1/repositories',
  'resource-tree': '/api/v1/applications/{name}/resource-tree',
  revision: '/api/v1/applications/{name}/revisions/{revision}/metadata',
  'user-info': '/api/v1/session/userinfo',
  version: '/api/version',
};

/** The pages that Jamie reads of an Argo CD. */
export const PAGES = Object.keys(PATHS);

/** What every page of a server consists of. */
export async function readOutlines({
  url,
  token,
  application,
}: ArgocdServer): Promise<Record<string, string[]>> {
  const read = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    return answer.json();
  };
  const app = (await read(`/api/v1/applications/${application}`)) as {
    status: { sync: { revision: string } };
  };
  const { revision } = app.status.sync;
  const outlines = Object.entries(PATHS).map(async ([page, path]) => {
    const at = path.replace('{name}', application).replace('{revision}', revision);
    return [page, outlineOf(await read(at))] as const;
  });
  return Object.fromEntries(await Promise.all(outlines));
}
