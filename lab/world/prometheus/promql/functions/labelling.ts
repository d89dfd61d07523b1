import { ExecutionError } from '../errors.ts';
import { withLabel } from '../labels.ts';
import type { Labels } from '../labels.ts';
import { anchoredRegex } from '../matchers.ts';
import { pointsIn, textIn } from './shape.ts';
import type { PromFunction } from './shape.ts';

const LABEL = /^[a-zA-Z_]\w*$/;

function expanded(template: string, match: RegExpExecArray): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    if (whole === '$$') return '$';
    const name = braced ?? bare ?? '';
    return (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? '';
  });
}

function regexOf(source: string): RegExp {
  try {
    return anchoredRegex(source);
  } catch {
    throw new ExecutionError(`invalid regular expression in label_replace(): ${source}`);
  }
}

const labelReplace: PromFunction = ([vector, ...texts]) => {
  const [target = '', template = '', source = '', pattern = ''] = texts.map(textIn);
  const regex = regexOf(pattern);
  if (!LABEL.test(target))
    throw new ExecutionError(`invalid destination label name in label_replace(): ${target}`);
  const change = (labels: Labels): Labels => {
    const match = regex.exec(labels[source] ?? '');
    return match ? withLabel(labels, target, expanded(template, match)) : labels;
  };
  return {
    type: 'vector',
    points: pointsIn(vector).map(({ labels, value }) => ({ labels: change(labels), value })),
  };
};

const labelJoin: PromFunction = ([vector, ...texts]) => {
  const [target = '', separator = '', ...sources] = texts.map(textIn);
  if (!LABEL.test(target))
    throw new ExecutionError(`invalid destination label name in label_join(): ${target}`);
  const join = (labels: Labels): string => sources.map((name) => labels[name] ?? '').join(separator);
  return {
    type: 'vector',
    points: pointsIn(vector).map(({ labels, value }) => ({
      labels: withLabel(labels, target, join(labels)),
      value,
    })),
  };
};

/** Functions that change labels. */
export const LABELLING: [string, PromFunction][] = [
  ['label_replace', labelReplace],
  ['label_join', labelJoin],
];
