import { tokenOf, type Token } from './token.ts';

const LONGEST = 1000;

/** `<< {"type": "pod", "name": "cart-0", "namespace": "web"} >>` as the name it mentions; undefined when it is none. */
export function jsonMention(text: string, from: number): { tokens: Token[]; end: number } | undefined {
  const close = text.indexOf('>>', from);
  if (close < 0 || close - from > LONGEST) return undefined;
  const fields = parseFields(text.slice(from + 2, close));
  const name = fields?.name ?? fields?.id;
  if (name === undefined) return undefined;
  const token: Token = {
    ...tokenOf(name, from),
    quoted: true,
    start: from,
    end: close + 2,
    hint: { kind: fields?.type ?? fields?.kind, namespace: fields?.namespace },
  };
  return { tokens: [token], end: close + 2 };
}

function parseFields(json: string): Record<string, string> | undefined {
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const texts = Object.entries(parsed).filter(([, value]) => typeof value === 'string' && value !== '');
    return Object.fromEntries(texts);
  } catch {
    return undefined;
  }
}
