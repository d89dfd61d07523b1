import type { World } from '#lab/world';
import type { SystemName } from './connect.ts';

/** One series of an instant query. */
export interface Sample {
  labels: Record<string, string>;
  value: number;
}

/** What the company's systems themselves say, asked over their own wire protocols. */
export interface SystemsTruth {
  /** An instant query at the company's present. */
  metric: (promql: string) => Promise<Sample[]>;
  /** The one value of such a query; fails the run when there is none. */
  value: (promql: string) => Promise<number>;
  /** The lines that LogQL finds in the last minutes, the newest first. */
  lines: (logql: string, minutes: number) => Promise<string[]>;
  /** A page of a system's API. */
  page: <Body>(system: SystemName, path: string) => Promise<Body>;
}

const BASIC = `Basic ${Buffer.from('lab:lab').toString('base64')}`;
const SIGN_IN: Partial<Record<SystemName, string>> = {
  pagerduty: 'Token token=lab-evals',
  jira: BASIC,
  servicenow: BASIC,
};

interface Instant {
  data: { result: { metric: Record<string, string>; value: [number, string] }[] };
}

interface Streams {
  data: { result: { values: [string, string][] }[] };
}

/** Asks the systems of a world directly. */
export function systemsTruth(world: World): SystemsTruth {
  const page: SystemsTruth['page'] = async <Body>(system: SystemName, path: string): Promise<Body> => {
    const authorization = SIGN_IN[system] ?? 'Bearer lab-evals';
    const response = await fetch(world.systems[system] + path, { headers: { authorization } });
    if (!response.ok) throw new Error(`the world's ${system} answers ${response.status} to ${path}`);
    return (await response.json()) as Body;
  };
  const metric = async (promql: string): Promise<Sample[]> => {
    const path = `/api/v1/query?query=${encodeURIComponent(promql)}`;
    const { data } = await page<Instant>('prometheus', path);
    return data.result.map((one) => ({ labels: one.metric, value: Number(one.value[1]) }));
  };
  const value = async (promql: string): Promise<number> => {
    const [first] = await metric(promql);
    if (first === undefined) throw new Error(`the world's prometheus has nothing for ${promql}`);
    return first.value;
  };
  const lines = async (logql: string, minutes: number): Promise<string[]> => {
    const end = await value('vector(time())');
    const range = `start=${(end - minutes * 60) * 1e9}&end=${end * 1e9}&limit=1000`;
    const path = `/loki/api/v1/query_range?query=${encodeURIComponent(logql)}&${range}`;
    const { data } = await page<Streams>('loki', path);
    const all = data.result.flatMap(({ values }) => values);
    return all.sort(([a], [b]) => Number(b) - Number(a)).map(([, text]) => text);
  };
  return { page, metric, value, lines };
}

const KEPT_S = 14 * 86_400;

/** Every pod that metrics or logs still know. */
export async function podsRemembered(world: World): Promise<string[]> {
  const { page, value } = systemsTruth(world);
  const now = await value('vector(time())');
  const since = now - KEPT_S;
  const pods = [
    page<{ data?: string[] }>('prometheus', `/api/v1/label/pod/values?start=${since}&end=${now}`),
    page<{ data?: string[] }>('loki', `/loki/api/v1/label/pod/values?start=${since * 1e9}&end=${now * 1e9}`),
  ];
  return (await Promise.all(pods)).flatMap(({ data = [] }) => data);
}
