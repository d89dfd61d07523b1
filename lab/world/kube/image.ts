/** Where the tag's colon stands; one inside a registry's port does not count. */
function tagColon(bare: string): number {
  const colon = bare.lastIndexOf(':');
  return colon > bare.lastIndexOf('/') ? colon : -1;
}

function withHost(repository: string): string {
  const [first = '', ...rest] = repository.split('/');
  if (rest.length === 0) return `docker.io/library/${first}`;
  const isHost = first.includes('.') || first.includes(':') || first === 'localhost';
  return isHost ? repository : `docker.io/${repository}`;
}

/** The full repository of an image reference: registry and path, no tag, no digest. */
export function repositoryOf(image: string): string {
  const bare = image.split('@')[0] ?? image;
  const colon = tagColon(bare);
  return withHost(colon < 0 ? bare : bare.slice(0, colon));
}

export function tagOf(image: string): string {
  const bare = image.split('@')[0] ?? image;
  const colon = tagColon(bare);
  return colon < 0 ? 'latest' : bare.slice(colon + 1);
}
