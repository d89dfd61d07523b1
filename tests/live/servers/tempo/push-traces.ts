/** Spans of one resource, as OTLP has them: what Tempo reads and gives. */
export interface Batch {
  resource: unknown;
  scopeSpans: { scope?: unknown; spans: Record<string, unknown>[] }[];
}

const AT_ONCE = 200;
const IDS = ['traceId', 'spanId', 'parentSpanId'];
const SLICE_S = 300;
const OF_EACH_SLICE = 40;

/** Tempo gives ids in base64, OTLP over JSON takes them in hex. */
function withHexIds(span: Record<string, unknown>): Record<string, unknown> {
  const ids = IDS.filter((id) => typeof span[id] === 'string').map((id) => [
    id,
    Buffer.from(String(span[id]), 'base64').toString('hex'),
  ]);
  return { ...span, ...(Object.fromEntries(ids) as Record<string, string>) };
}

/** Sends traces over OTLP. */
export async function pushTraces(url: string, batches: readonly Batch[]): Promise<void> {
  for (let at = 0; at < batches.length; at += AT_ONCE) {
    const resourceSpans = batches.slice(at, at + AT_ONCE).map(({ resource, scopeSpans }) => ({
      resource,
      scopeSpans: scopeSpans.map(({ scope, spans }) => ({ scope, spans: spans.map(withHexIds) })),
    }));
    const response = await fetch(`${url}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ resourceSpans }),
    });
    if (!response.ok) throw new Error(`push: ${response.status} ${await response.text()}`);
  }
}

async function json<Body>(url: string): Promise<Body> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}

async function idsIn(url: string, q: string, [start, end]: [number, number]): Promise<string[]> {
  const params = new URLSearchParams({ q, start: String(start), end: String(end) });
  params.set('limit', String(OF_EACH_SLICE));
  const found = await json<{ traces: { traceID: string }[] }>(`${url}/api/search?${params.toString()}`);
  return found.traces.map(({ traceID }) => traceID);
}

/** Some of the traces that a Tempo holds of each five minutes, for another one: of everything, and of each query more. */
export async function copyTraces(
  url: string,
  { from, to, queries }: { from: number; to: number; queries: readonly string[] },
): Promise<Batch[]> {
  const ids = new Set<string>();
  for (let start = Math.floor(from / 1000); start < to / 1000; start += SLICE_S)
    for (const q of ['{}', ...queries])
      for (const id of await idsIn(url, q, [start, Math.min(start + SLICE_S, Math.ceil(to / 1000))]))
        ids.add(id);
  const batches: Batch[] = [];
  for (const id of ids)
    batches.push(...(await json<{ batches: Batch[] }>(`${url}/api/traces/${id}`)).batches);
  return batches;
}
