import { hash32 } from '../engine/random.ts';
import { tagOf } from '../kube/image.ts';
import type { Incident } from '../pagerduty/incidents.ts';
import { imageChangesOf } from '../signals/image-changes.ts';
import type { Company } from '../systems/company.ts';

/** A mark on the time line, as the API gives it. */
export interface Annotation {
  id: number;
  alertId: number;
  dashboardUID: string | null;
  panelId: number;
  userId: number;
  login: string;
  created: number;
  updated: number;
  time: number;
  timeEnd: number;
  text: string;
  tags: string[];
}

const ROLLOUT = 40_000;

function mark(text: string, tags: string[], { from, to }: { from: number; to: number }): Annotation {
  return {
    id: hash32(`${text}/${from}`) % 1_000_000,
    alertId: 0,
    dashboardUID: null,
    panelId: 0,
    userId: 4,
    login: 'sa-annotations',
    created: from + 1_500,
    updated: from + 1_500,
    time: from,
    timeEnd: to,
    text,
    tags,
  };
}

/** Rollouts and incidents as marks, the latest first. */
export function annotationsOf({ models, now }: Company, incidents: readonly Incident[]): Annotation[] {
  const rollouts = models
    .flatMap(imageChangesOf)
    .filter(({ previous }) => previous !== undefined)
    .map(({ service, cluster, image, previous = '', at }) =>
      mark(
        `Rolled out ${service.name} ${tagOf(image)} (was ${tagOf(previous)}) to ${cluster}`,
        ['deployment', service.name, cluster],
        { from: at, to: at + ROLLOUT },
      ),
    );
  const paged = incidents.map(({ number, title, service, from, to }) =>
    mark(`Incident #${number}: ${title}`, ['incident', service], { from, to: to ?? now() }),
  );
  return [...rollouts, ...paged].sort((a, b) => b.time - a.time);
}
