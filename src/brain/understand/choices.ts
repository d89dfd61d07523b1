import type { ObjectRef } from '#diagnosis/evidence';
import type { ClusterInfo } from '#connectors/kubernetes';
import { withoutCorrection } from './follow-turns.ts';
import { KIND_WORDS } from './lexicon/kinds.ts';
import { ORDINALS } from './lexicon/numbers.ts';
import type { Focus } from './reading.ts';

const YES =
  /^(?:yes|yeah|yep|yup|sure|ok|okay|y|please|yes please|please do|go on|go ahead|do it|that one|correct|right|exactly|aye)$/;

/** The message of the open choice that an answer picks: a number, an ordinal, its label or a part that only one has, or yes. */
export function chosen(message: string, { openChoices }: Pick<Focus, 'openChoices'>): string | undefined {
  const said = (withoutCorrection(message) ?? message)
    .trim()
    .toLowerCase()
    .replace(/^[("'`#]+|[)."'`!?]+$/g, '')
    .replace(/^(?:the|option|number|choice) /, '')
    .replace(/ (?:one|please)$/, '')
    .trim();
  if (openChoices.length === 0 || said === '' || said.length > 120) return undefined;
  const position = /^\d{1,2}$/.test(said)
    ? Number(said) - 1
    : Object.hasOwn(ORDINALS, said)
      ? ORDINALS[said]
      : undefined;
  if (position !== undefined) return openChoices.at(position)?.message;
  if (YES.test(said)) return openChoices.length === 1 ? openChoices[0]?.message : undefined;
  const exact = openChoices.find(
    ({ label, message: whole }) => label.toLowerCase() === said || whole.toLowerCase() === said,
  );
  if (exact) return exact.message;
  const words = said.split(/\s+/);
  const fits = openChoices.filter(({ label }) =>
    words.every((word) =>
      label
        .toLowerCase()
        .split(/[^a-z0-9-]+/)
        .some((part) => part === word || part.split('-').includes(word)),
    ),
  );
  return fits.length === 1 && words.length <= 4 ? fits[0]?.message : undefined;
}

/** Objects told apart in as few words as it takes. */
export function labelsFor(objects: readonly ObjectRef[]): string[] {
  const differs = (pick: (object: ObjectRef) => string) => new Set(objects.map(pick)).size > 1;
  return objects.map((object) =>
    [
      object.name,
      differs(({ kind }) => kind) ? `(${(KIND_WORDS[object.kind]?.[0] ?? object.kind).toLowerCase()})` : '',
      differs(({ namespace }) => namespace) && object.namespace !== '' ? `in ${object.namespace}` : '',
      differs(({ cluster }) => cluster) ? `on ${object.cluster}` : '',
    ]
      .filter(Boolean)
      .join(' '),
  );
}

/** An object in words that are understood without the conversation. */
export function inFull(
  { kind, namespace, name, cluster }: ObjectRef,
  clusters: readonly ClusterInfo[],
): string {
  if (kind === 'Namespace') return `namespace ${name}`;
  if (kind === 'Cluster') return name;
  const where = namespace === '' ? '' : ` in namespace ${namespace}`;
  const isHome = clusters.length < 2 || clusters.some((info) => info.isDefault && info.name === cluster);
  return `${kind.toLowerCase()}/${name}${where}${isHome ? '' : ` on cluster ${cluster}`}`;
}

/** The text with the words of a span replaced. */
export function replaced(text: string, { start, end }: { start: number; end: number }, by: string): string {
  return `${text.slice(0, start)}${by}${text.slice(end)}`.replace(/\s+/g, ' ').trim();
}
