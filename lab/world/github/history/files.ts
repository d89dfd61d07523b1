import type { ServiceSpec } from '../../company/service-spec.ts';
import { hash32 } from '../../engine/random.ts';
import type { ChangedFile } from '../../signals/changes.ts';
import type { Topic } from '../../signals/topics.ts';
import type { FileChange } from './repository.ts';

const count = (patch: string, sign: string): number =>
  patch.split('\n').filter((line) => line.startsWith(sign)).length;

/** A file with its numbers, from its diff. */
export function fileChange({ path, patch }: ChangedFile, added = false): FileChange {
  return {
    filename: path,
    status: added ? 'added' : 'modified',
    additions: count(patch, '+'),
    deletions: count(patch, '-'),
    patch,
  };
}

/** The files of a topic as they are in the repository of a service. */
export function filesOf(
  { edits }: Topic,
  service: Pick<ServiceSpec, 'name' | 'language'>,
  key: string,
): FileChange[] {
  const fill = (text: string): string =>
    text
      .replaceAll('{service}', service.name)
      .replaceAll('{ext}', service.language === 'go' ? 'go' : 'ts')
      .replaceAll('{number}', String(20 + (hash32(key) % 60)).padStart(4, '0'));
  return edits.map(({ path, added = false, before, after }) => {
    const line = added ? 0 : 10 + (hash32(`${key}/${path}`) % 80);
    const start = added ? 1 : line;
    const head = `@@ -${line},${before.length} +${start},${after.length} @@`;
    const body = [...before.map((text) => `-${fill(text)}`), ...after.map((text) => `+${fill(text)}`)];
    return fileChange({ path: fill(path), patch: [head, ...body].join('\n') }, added);
  });
}
