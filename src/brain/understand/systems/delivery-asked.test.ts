import { describe, expect, it } from 'vitest';
import type { SystemName } from '../../systems.ts';
import { said } from '../testing/say.ts';
import { understand } from '../understand.ts';

const ALL = new Set<SystemName>([
  'prometheus',
  'github',
  'argocd',
  'grafana',
  'pagerduty',
  'jira',
  'servicenow',
]);

/** The skill and what of it is asked, with the names of objects: "deployments/last checkout". */
function readWith(message: string, connected: ReadonlySet<SystemName> = ALL): string {
  const reading = understand({ ...said(message), connected });
  if (reading.type !== 'skill') return reading.type;
  const { skill, slots } = reading;
  const own = slots.deployments ?? slots.sync ?? slots.incidents ?? slots.dashboards;
  const names = slots.objects.map(({ name }) => name).join(' ');
  return `${skill}${own === undefined ? '' : `/${own.what}`} ${names}`.trim();
}

describe('questions to the systems that deliver and keep records', () => {
  it.each([
    ['what changed in the last deployment of checkout?', 'deployments/last checkout'],
    ['what changed in the last deployment?', 'deployments/last'],
    ['who deployed checkout?', 'deployments/last checkout'],
    ['what was deployed today', 'deployments/released'],
    ['what did we ship yesterday?', 'deployments/released'],
    ['which commit runs in prod', 'deployments/commit'],
    ['what is in 2.14.1', 'deployments/version'],
    ['open PRs of checkout', 'deployments/pulls checkout'],
    ['what was merged yesterday', 'deployments/pulls'],
    ['why did CI fail on main', 'deployments/runs'],
    ['failed workflow runs', 'deployments/runs'],
    ['diff between prod and staging of checkout', 'deployments/compare checkout'],
    ['is staging in sync?', 'sync/status'],
    ["what's out of sync", 'sync/status'],
    ['history of checkout in argo', 'sync/history checkout'],
    ['why did the sync fail', 'sync/failure'],
    ['diff of application checkout-prod', 'sync/diff'],
    ['any open incidents?', 'incidents/open'],
    ['who is on call for payments?', 'incidents/on-call'],
    ['was there an incident with checkout last week?', 'incidents/past checkout'],
    ['tickets about checkout', 'incidents/tickets checkout'],
    ['change requests today', 'incidents/change-requests'],
    ['show INC0012345', 'incidents/one'],
    ['show PAY-123', 'incidents/one'],
    ['dashboard for checkout', 'dashboards/dashboards checkout'],
    ['which panel shows the error rate of cart', 'dashboards/panels cart'],
    ['what annotations were there today', 'dashboards/annotations'],
    ["let's check the SLAs", 'slo'],
    ['error budget of checkout', 'slo checkout'],
    ['are we burning our error budget?', 'slo'],
  ])('%s', (message, expected) => {
    expect(readWith(message)).toBe(expected);
  });

  it.each([
    'why is checkout crashing?',
    'restart checkout',
    'roll back checkout',
    'how many deployments are not ready?',
    'what annotations does checkout have?',
    'what is an error budget?',
    'compare checkout in prod and staging',
    'list the images in shop',
    'how do I deploy a new version of checkout?',
  ])('%s is the cluster’s to answer', (message) => {
    expect(readWith(message)).not.toMatch(/^(?:deployments|sync|incidents|dashboards|slo)\b/);
  });

  it('are nobody’s when nothing is connected that could know', () => {
    expect(readWith('what was deployed today', new Set())).toBe('changes');
    expect(readWith('open PRs of checkout', new Set(['argocd']))).toBe('out-of-reach');
    expect(readWith('any open incidents?', new Set(['github']))).not.toMatch(/^incidents/);
  });
});
