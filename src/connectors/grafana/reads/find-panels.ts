import type { GrafanaClient } from '../client.ts';
import { isAbout, scoreDashboard } from '../words/match-dashboard.ts';
import { scorePanel, wordsOf } from '../words/score-panel.ts';
import { listDashboards, readDashboard } from './dashboards.ts';
import type { DashboardContent, DashboardReport, PanelReport } from './dashboards.ts';

/** A panel and where it is. */
export interface PanelMatch {
  dashboard: DashboardContent;
  panel: PanelReport;
  score: number;
}

/** Dashboards that are opened for one question. */
const MOST_OPENED = 24;
const AT_ONCE = 6;
const LEAST_SCORE = 0.3;

/** Which dashboards are worth opening: those about the service, then those that the words name, then the others. */
function worthOpening(
  all: readonly DashboardReport[],
  words: readonly string[],
  service?: string,
): DashboardReport[] {
  const rank = (one: DashboardReport): number =>
    (service !== undefined && isAbout(one, service) ? 2 : 0) + scoreDashboard(one, words);
  return [...all].sort((a, b) => rank(b) - rank(a)).slice(0, MOST_OPENED);
}

async function openAll(client: GrafanaClient, chosen: readonly DashboardReport[], signal?: AbortSignal) {
  const queue = [...chosen];
  const opened: DashboardContent[] = [];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift())
      opened.push(await readDashboard(client, next.uid, signal));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return opened;
}

/** A dashboard of another service shows nothing of this one; one that can be set to any service does. */
function relevance(dashboard: DashboardContent, others: readonly string[], service?: string): number {
  if (service === undefined) return 0;
  if (isAbout(dashboard, service)) return 0.5;
  return others.some((other) => other !== service && isAbout(dashboard, other)) ? -1 : 0;
}

/** The panels that show what the words say, the best first; and how many dashboards were looked at of how many. */
export async function findPanels(
  client: GrafanaClient,
  { text, service }: { text: string; service?: string | undefined },
  signal?: AbortSignal,
): Promise<{ matches: PanelMatch[]; opened: number; dashboards: number }> {
  const all = await listDashboards(client, signal);
  const named = new Set(wordsOf(service ?? ''));
  const words = wordsOf(text).filter((word) => !named.has(word));
  const opened = await openAll(client, worthOpening(all, words, service), signal);
  const services = opened.flatMap(({ variables }) =>
    variables
      .filter(({ name }) => /^(service|app|job|deployment)$/i.test(name))
      .flatMap(({ value }) => value),
  );
  const matches = opened.flatMap((dashboard) =>
    dashboard.panels.map((panel) => {
      const own = words.length === 0 ? 1 : scorePanel(panel, words);
      return {
        dashboard,
        panel,
        score: own < LEAST_SCORE ? 0 : own + relevance(dashboard, services, service),
      };
    }),
  );
  return {
    matches: matches.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score),
    opened: opened.length,
    dashboards: all.length,
  };
}
