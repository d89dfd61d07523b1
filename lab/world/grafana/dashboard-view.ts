import { hash32 } from '../engine/random.ts';
import { slugOf } from './dashboards.ts';
import type { Dashboard, Panel } from './dashboards.ts';

export const DATASOURCE = { type: 'prometheus', uid: 'prometheus-harbour' };
const ROW_HEIGHT = 8;

export const folderUid = (name: string): string => `folder-${slugOf(name)}`;
const pathOf = ({ uid, title }: Dashboard): string => `/d/${uid}/${slugOf(title)}`;
const folderOf = ({ folder }: Dashboard) =>
  folder === 'General'
    ? {}
    : {
        folderUid: folderUid(folder),
        folderTitle: folder,
        folderUrl: `/dashboards/f/${folderUid(folder)}/${slugOf(folder)}`,
      };

/** A dashboard as the search lists it. */
export function searchView(dashboard: Dashboard) {
  const { uid, title, tags } = dashboard;
  return {
    id: hash32(uid) % 10_000,
    uid,
    title,
    uri: `db/${slugOf(title)}`,
    url: pathOf(dashboard),
    slug: '',
    type: 'dash-db',
    tags,
    isStarred: false,
    sortMeta: 0,
    ...folderOf(dashboard),
  };
}

function panelView({ title, unit, queries, description, type }: Panel, index: number) {
  return {
    id: index + 1,
    title,
    type: type ?? 'timeseries',
    description: description ?? '',
    datasource: DATASOURCE,
    fieldConfig: { defaults: { unit }, overrides: [] },
    gridPos: { h: ROW_HEIGHT, w: 12, x: (index % 2) * 12, y: Math.floor(index / 2) * ROW_HEIGHT },
    targets: queries.map((expr, place) => ({
      refId: String.fromCharCode(65 + place),
      datasource: DATASOURCE,
      editorMode: 'code',
      expr,
      range: true,
    })),
  };
}

/** A dashboard in full; the panels beyond the sixth lie in a row that is folded. */
export function dashboardView(dashboard: Dashboard) {
  const { uid, title, tags, variables } = dashboard;
  const panels = dashboard.panels.map(panelView);
  const folded = panels.slice(6);
  const row = { id: 100, type: 'row', title: 'More', collapsed: true, panels: folded };
  return {
    meta: {
      type: 'db',
      canSave: false,
      canEdit: false,
      slug: slugOf(title),
      url: pathOf(dashboard),
      version: 7,
      folderTitle: dashboard.folder,
      provisioned: true,
      ...folderOf(dashboard),
    },
    dashboard: {
      id: hash32(uid) % 10_000,
      uid,
      title,
      tags,
      timezone: 'browser',
      schemaVersion: 39,
      time: { from: 'now-6h', to: 'now' },
      refresh: '1m',
      templating: {
        list: Object.entries(variables).map(([name, value]) => ({
          name,
          type: 'query',
          label: name,
          query: `label_values(${name})`,
          current: { selected: false, text: value, value },
          multi: false,
        })),
      },
      panels: [...panels.slice(0, 6), ...(folded.length > 0 ? [row] : [])],
    },
  };
}
