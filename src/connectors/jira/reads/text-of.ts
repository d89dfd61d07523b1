const DEEPEST = 40;

interface Node {
  type?: unknown;
  text?: unknown;
  attrs?: Record<string, unknown>;
  content?: unknown;
}

/** What ends a line in plain text. */
const BLOCKS = new Set([
  'paragraph',
  'heading',
  'listItem',
  'codeBlock',
  'blockquote',
  'tableRow',
  'rule',
  'hardBreak',
]);

function written(node: unknown, depth: number): string {
  if (typeof node !== 'object' || node === null || depth > DEEPEST) return '';
  const { type, text, attrs, content } = node as Node;
  if (type === 'text') return typeof text === 'string' ? text : '';
  const shown = attrs?.['text'] ?? attrs?.['url'];
  const own = type === 'mention' || type === 'emoji' || type === 'inlineCard' ? shown : undefined;
  if (typeof own === 'string') return own;
  const inner = Array.isArray(content) ? content.map((child) => written(child, depth + 1)).join('') : '';
  const mark = type === 'listItem' ? '- ' : '';
  return typeof type === 'string' && BLOCKS.has(type) ? `${mark}${inner}\n` : inner;
}

/** The plain text of an Atlassian document, or of a text as older servers send it. */
export function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  return written(body, 0)
    .replace(/\n{2,}/g, '\n')
    .trim();
}
