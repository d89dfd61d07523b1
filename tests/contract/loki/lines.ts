import type { WrittenStream } from '../../../lab/world/loki/testing/written-lines.ts';

/** The first and the last moment of the contract's lines. */
export const BEGIN = Date.UTC(2026, 10, 1, 10);
export const END = BEGIN + 2 * 3_600_000;

const MINUTE = 60_000;

function every(ms: number, write: (index: number, at: number) => string): WrittenStream['lines'] {
  const count = Math.floor((END - BEGIN) / ms);
  return Array.from({ length: count }, (_, index) => {
    const at = BEGIN + index * ms;
    return { at, text: write(index, at) };
  });
}

function pod(namespace: string, app: string, name: string): Record<string, string> {
  return { cluster: 'c1', namespace, app, pod: name, container: app };
}

const levels = ['info', 'info', 'warn', 'info', 'error'];

function jsonLine(index: number): string {
  const level = levels[index % 5] ?? 'info';
  const took = 10 + ((index * 37) % 400);
  return JSON.stringify({
    level,
    msg: `GET /items/${index % 7} ${level === 'error' ? 'failed' : 'done'}`,
    status: level === 'error' ? 500 : 200,
    took_ms: took,
    size: `${took}KB`,
    wait: `${took}ms`,
    http: { method: index % 3 === 0 ? 'POST' : 'GET', 'user-agent': 'curl' },
    pod: 'from-the-line',
    tags: ['a', 'b'],
  });
}

/** Lines that stand at one and the same moment. */
function together(): WrittenStream['lines'] {
  const at = BEGIN + 30 * MINUTE;
  return Array.from({ length: 12 }, (_, index) => ({ at, text: `burst ${index}` }));
}

/** What every server of the contract holds. */
export function contractLines(): WrittenStream[] {
  return [
    { labels: pod('shop', 'checkout', 'checkout-7cf8cd69df-zn2rb'), lines: every(MINUTE, jsonLine) },
    {
      labels: pod('shop', 'checkout', 'checkout-7cf8cd69df-5zt6x'),
      lines: every(MINUTE * 2, (index) => jsonLine(index + 1)),
    },
    {
      labels: pod('shop', 'cart', 'cart-0'),
      lines: every(
        MINUTE,
        (index) =>
          `level=${levels[index % 5]} msg="item ${index % 4} added" took=${5 + (index % 50)}ms user=u${index % 3} bytes=${index * 10}`,
      ),
    },
    {
      labels: pod('platform', 'nginx', 'nginx-1'),
      lines: every(
        MINUTE * 1.5,
        (index) =>
          `10.0.0.${index % 20} - - "GET /path/${index % 5} HTTP/1.1" ${index % 9 === 0 ? 502 : 200} ${100 + index} "curl/8"`,
      ),
    },
    {
      labels: pod('shop', 'batch', 'batch-x1'),
      lines: [
        ...together(),
        { at: BEGIN + MINUTE, text: 'starting up' },
        { at: BEGIN + 2 * MINUTE, text: 'panic: runtime error: index out of range [3] with length 3' },
        { at: BEGIN + 2 * MINUTE + 1, text: 'goroutine 1 [running]:' },
        { at: BEGIN + 3 * MINUTE, text: '{"broken": ' },
        { at: BEGIN + 4 * MINUTE, text: '\u001b[31mERROR\u001b[0m disk is full' },
      ],
    },
  ];
}
