/** How GraphQL names things: a pull request by its number, a deployment record by its id. */
type Kind = 'PR' | 'DE';

function nodeId(kind: Kind, repository: string, id: number): string {
  return `${kind}_${Buffer.from(`${repository}/${id}`).toString('base64url')}`;
}

/** How GraphQL names a pull request. */
export const pullNode = (repository: string, { number }: { number: number }): string =>
  nodeId('PR', repository, number);

/** How GraphQL names a deployment record. */
export const recordNode = (repository: string, { id }: { id: number }): string =>
  nodeId('DE', repository, id);

/** What a name of GraphQL stands for; undefined for one that it never gave. */
export function nodeNamed(name: unknown): { kind: Kind; repository: string; id: number } | undefined {
  const [, kind, text = ''] = /^(PR|DE)_(\S+)$/.exec(String(name)) ?? [];
  const [, repository, id] = /^([\w.-]+)\/(\d+)$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (repository === undefined || (kind !== 'PR' && kind !== 'DE')) return undefined;
  return { kind, repository, id: Number(id) };
}
