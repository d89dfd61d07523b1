import type { GrafanaClient } from '../client.ts';
import { dashboardAnswer, found } from '../schema.ts';
import type { Found, RawPanel } from '../schema.ts';

/** A dashboard as the search tells it. */
export interface DashboardReport {
  uid: string;
  title: string;
  folder: string;
  tags: string[];
  link: string;
}

/** A panel with what it asks. */
export interface PanelReport {
  id: number;
  title: string;
  kind: string;
  description: string;
  unit?: string;
  queries: string[];
}

/** A dashboard in full. */
export interface DashboardContent extends DashboardReport {
  path: string;
  variables: { name: string; kind: string; value: string[] }[];
  panels: PanelReport[];
}

const MOST = 1000;

/** Every dashboard that Jamie may see, up to a thousand. */
export async function listDashboards(
  client: GrafanaClient,
  signal?: AbortSignal,
): Promise<DashboardReport[]> {
  const params = { type: 'dash-db', limit: String(MOST) };
  const all = await client.read({ path: '/api/search', params, signal }, found);
  return all.map((one) => reportOf(one, client));
}

function reportOf(
  { uid, title, url, tags, folderTitle = 'General' }: Found,
  client: GrafanaClient,
): DashboardReport {
  return { uid, title, folder: folderTitle, tags, link: client.linkTo(url) };
}

function queryOf(target: RawPanel['targets'][number]): string[] {
  const { expr, query, rawSql } = target;
  const written = [expr, query, rawSql].find((text) => typeof text === 'string' && text.trim() !== '');
  return typeof written === 'string' ? [written] : [];
}

function panelOf({ id, title, type, description, fieldConfig, targets }: RawPanel): PanelReport {
  const unit = fieldConfig?.defaults.unit;
  const queries = targets.flatMap(queryOf);
  return { id, title, kind: type, description, ...(unit === undefined ? {} : { unit }), queries };
}

/** A dashboard with all its panels, those in folded rows too. */
export async function readDashboard(
  client: GrafanaClient,
  uid: string,
  signal?: AbortSignal,
): Promise<DashboardContent> {
  const path = `/api/dashboards/uid/${encodeURIComponent(uid)}`;
  const { meta, dashboard } = await client.read({ path, signal }, dashboardAnswer);
  const panels = dashboard.panels.flatMap((panel) => [panel, ...panel.panels]);
  return {
    uid: dashboard.uid,
    title: dashboard.title,
    folder: meta.folderTitle,
    tags: dashboard.tags,
    path: meta.url,
    link: client.linkTo(meta.url),
    variables: dashboard.templating.list.map(({ name, type, current }) => ({
      name,
      kind: type,
      value: [current?.value ?? []].flat(),
    })),
    panels: panels.filter(({ type }) => type !== 'row').map(panelOf),
  };
}
