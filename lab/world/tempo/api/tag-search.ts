import type { Span, Trace } from '../traces/span.ts';
import { Refusal } from './answers.ts';

const PAIR = /\s*([^\s=]+)=(?:"((?:[^"\\]|\\.)*)"|(\S*))\s*/y;

function pairsOf(text: string): [string, string][] {
  const pairs: [string, string][] = [];
  PAIR.lastIndex = 0;
  while (PAIR.lastIndex < text.length) {
    const at = PAIR.lastIndex;
    const found = PAIR.exec(text);
    if (!found) throw new Refusal(`invalid tags: logfmt syntax error at pos ${at + 1}`);
    pairs.push([found[1] ?? '', found[2] ?? found[3] ?? '']);
    if (pairs.filter(([key]) => key === found[1]).length > 1)
      throw new Refusal(`invalid tags: tag ${found[1] ?? ''} has been set twice`);
  }
  return pairs;
}

const SPECIAL: Record<string, (trace: Trace, span: Span) => string> = {
  name: (_, span) => span.name,
  'root.name': ({ root }) => root.name,
  'root.service.name': ({ root }) => String(root.resource['service.name']),
  'status.code': (_, { status }) => status,
  error: (_, { status }) => String(status === 'error'),
};

/** Search by logfmt: a trace matches when one span bears each of the tags, as a part of its value in any case. */
export function tagsMatch(text: string): (trace: Trace) => boolean {
  const pairs = pairsOf(text);
  return (trace) =>
    pairs.every(([key, value]) =>
      trace.spans.some((span) => {
        const own = SPECIAL[key]?.(trace, span) ?? span.attributes[key] ?? span.resource[key];
        return own !== undefined && String(own).toLowerCase().includes(value.toLowerCase());
      }),
    );
}
