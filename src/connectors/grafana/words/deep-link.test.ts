import { expect, test } from 'vitest';
import { createGrafanaClient } from '../client.ts';
import type { DashboardContent } from '../reads/dashboards.ts';
import { deepLink } from './deep-link.ts';
import { scorePanel, wordsOf } from './score-panel.ts';

const window = { start: 1_000, end: 2_000 };
const dashboard = (...names: string[]): DashboardContent => ({
  uid: 'u',
  title: 't',
  folder: 'f',
  tags: [],
  link: '',
  path: '/d/u/t',
  variables: names.map((name) => ({ name, kind: 'query', value: [] })),
  panels: [],
});

test('service and namespace fill whatever the dashboard calls them, as it writes them', () => {
  const { path } = deepLink(dashboard('App', 'ns'), { service: 'cart & co', namespace: 'shop', window });
  expect(path).toBe('/d/u/t?from=1000&to=2000&var-App=cart+%26+co&var-ns=shop');
});

test('what the dashboard has no variable for is told, not sent', () => {
  const link = deepLink(dashboard('cluster'), {
    service: 'cart',
    variables: { Cluster: 'prod', zone: 'a' },
    window,
  });
  expect(link).toMatchObject({ variables: { cluster: 'prod' }, unknown: ['service', 'zone'] });
  expect(link.path).toBe('/d/u/t?from=1000&to=2000&var-cluster=prod');
});

test('a Grafana that is served from a folder links into it once', () => {
  const { linkTo } = createGrafanaClient({ url: 'https://tools.example/grafana/' });
  expect(linkTo('/grafana/d/u/t')).toBe('https://tools.example/grafana/d/u/t');
  expect(linkTo('/d/u/t')).toBe('https://tools.example/grafana/d/u/t');
});

test('a panel shows what its title says, else what it asks', () => {
  const panel = (title: string, query: string) => ({
    id: 1,
    title,
    kind: 'timeseries',
    description: '',
    queries: [query],
  });
  const words = wordsOf('show me the error rate');
  const named = scorePanel(panel('Errors', 'x'), words);
  const asked = scorePanel(panel('Overview', 'sum(rate(http_errors_total[5m]))'), words);
  expect(named).toBeGreaterThan(0.3);
  expect(asked).toBeGreaterThan(0.3);
  expect(scorePanel(panel('Disk', 'node_filesystem_avail_bytes'), words)).toBeLessThan(0.3);
});
