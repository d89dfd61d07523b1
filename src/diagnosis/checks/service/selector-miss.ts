import { distance } from 'fastest-levenshtein';
import type { Service } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { templatesIn } from '../../facts/service-backing.ts';
import { joinWords, labelsInWords } from '../../facts/wording.ts';

type Labels = Record<string, string>;

function candidates(index: ClusterIndex, namespace: string): Labels[] {
  const pods = index.inNamespace('Pod', namespace).map(({ metadata }) => metadata.labels);
  return [...pods, ...templatesIn(index, namespace).map(({ labels }) => labels)];
}

const matching = (selector: Labels, labels: Labels) =>
  Object.entries(selector).filter(([key, value]) => labels[key] === value).length;

const sharesKey = (selector: Labels, labels: Labels) =>
  Object.keys(selector).some((key) => labels[key] !== undefined);

/** What pods carry under a key, the value most like the wanted one first. */
function distinctValues(all: readonly Labels[], [key, wanted]: [string, string]): string[] {
  const values = [...new Set(all.flatMap((labels) => (labels[key] === undefined ? [] : [labels[key]])))];
  const apart = new Map(values.map((value) => [value, distance(value, wanted)]));
  return values.sort((a, b) => (apart.get(a) ?? 0) - (apart.get(b) ?? 0)).map((value) => `${key}=${value}`);
}

/** Which part of a selector misses, compared with the pods that come nearest. */
interface SelectorMiss {
  words: string;
  /** Pods of the namespace carry the same label keys: the selector was probably meant for them. */
  near: boolean;
}

/** Explains why a selector matches no pod: the label that differs, and what pods carry instead. */
export function explainMiss(index: ClusterIndex, service: Service): SelectorMiss {
  const { selector } = service.spec;
  const all = candidates(index, service.metadata.namespace);
  const most = Math.max(0, ...all.map((labels) => matching(selector, labels)));
  const nearest = all.filter((labels) => matching(selector, labels) === most && sharesKey(selector, labels));
  const whole = labelsInWords(selector);
  if (!nearest.length) {
    const none = all.length
      ? 'no pod in the namespace carries any of these labels'
      : 'the namespace has no pods';
    return { words: `The selector ${whole} matches no pod; ${none}`, near: false };
  }
  const wrong = Object.entries(selector).filter(([key, value]) =>
    nearest.every((labels) => labels[key] !== value),
  );
  const miss = wrong.length ? wrong : Object.entries(selector);
  const carried = miss.flatMap((pair) => {
    const [key] = pair;
    const values = distinctValues(nearest, pair);
    return values.length ? values : [`no label ${key}`];
  });
  const where = most > 0 ? 'the pods that match the rest carry' : 'pods in the namespace carry';
  const part = most > 0 ? ` because of ${labelsInWords(Object.fromEntries(miss))}` : '';
  return { words: `The selector ${whole} matches no pod${part}; ${where} ${joinWords(carried)}`, near: true };
}
