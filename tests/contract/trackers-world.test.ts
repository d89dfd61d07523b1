import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld } from '../../lab/world/index.ts';
import type { World } from '../../lab/world/index.ts';
import { createJiraConnector } from '../../src/connectors/jira/index.ts';
import { createPagerdutyConnector } from '../../src/connectors/pagerduty/index.ts';
import { createServicenowConnector } from '../../src/connectors/servicenow/index.ts';

const NOW = Date.UTC(2026, 10, 20, 14);
const MONTHS = { minutes: 60 * 24 * 60 };
let world: World;
let now = NOW;

const pagerduty = () =>
  createPagerdutyConnector({ settings: { url: world.systems.pagerduty, token: 'lab' }, now: () => now });
const basic = { username: 'lab@harbour.example', password: 'lab' };
const jira = () => createJiraConnector({ settings: { url: world.systems.jira, ...basic }, now: () => now });
const servicenow = () =>
  createServicenowConnector({ settings: { url: world.systems.servicenow, ...basic }, now: () => now });

beforeAll(async () => {
  world = await startWorld({ clock: 'manual', now: NOW });
});
afterAll(() => world.close());

describe('PagerDuty', () => {
  test('refuses as the real one does', async () => {
    const { pagerduty: url } = world.systems;
    const headers = { authorization: 'Token token=lab' };
    expect((await fetch(`${url}/incidents`)).status).toBe(401);
    const absurd = await fetch(`${url}/incidents?since=2020-01-01T00:00:00Z&until=2026-01-01T00:00:00Z`, {
      headers,
    });
    expect(await absurd.json()).toMatchObject({ error: { code: 2001, message: 'Invalid Input Provided' } });
    const missing = await fetch(`${url}/incidents/QNOTHING`, { headers });
    expect(await missing.json()).toEqual({ error: { message: 'Not Found', code: 2100 } });
    const page = await fetch(`${url}/incidents?date_range=all&limit=2&total=true`, { headers });
    expect(await page.json()).toMatchObject({ limit: 2, offset: 0, more: true, total: 7 });
  });

  test('remembers what was, by service, and tells nothing from no such service', async () => {
    const past = await pagerduty().listIncidents({ service: 'checkout', ...MONTHS });
    expect(past).toMatchObject({
      value: {
        total: 1,
        open: 0,
        services: ['checkout'],
        incidents: [{ status: 'resolved', minutes: 47, urgency: 'high' }],
      },
    });
    expect(await pagerduty().listIncidents({ service: 'cart' })).toMatchObject({
      value: { total: 0, note: expect.stringContaining('about cart') as string },
    });
    expect(await pagerduty().listIncidents({ service: 'chekout' })).toMatchObject({
      error: { code: 'no-such-service', message: expect.stringContaining('nearest are checkout') as string },
    });
  });

  test('reads one with its log and notes', async () => {
    const [incident] = await incidents({ service: 'checkout', ...MONTHS });
    const read = await pagerduty().readIncident({ id: String(incident?.number) });
    expect(read).toMatchObject({
      value: { incident: { id: incident?.id }, alert: { alertname: 'ServiceHighErrorRate' } },
    });
    expect(read.ok && read.value.log.map(({ kind }) => kind).slice(0, 3)).toEqual([
      'trigger',
      'notify',
      'acknowledge',
    ]);
    expect(read.ok && read.value.notes.at(-1)?.text).toContain('Cause: The card processor');
    expect(await pagerduty().readIncident({ id: 'QNOTHING' })).toMatchObject({
      error: { code: 'no-such-incident' },
    });
  });

  test('knows who is on call for a service and for a team', async () => {
    const basket = await pagerduty().listOnCall({ service: 'checkout' });
    expect(basket).toMatchObject({
      value: { total: 2, onCall: [{ level: 1, policy: 'basket escalation' }, { level: 2 }] },
    });
    expect(basket.ok && basket.value.onCall[0]?.email).toMatch(/@harbour\.example$/);
    const later = await pagerduty().listOnCall({ policy: 'basket', at: '2026-11-25T12:00:00Z' });
    expect(later.ok && later.value.onCall[0]?.person).not.toBe(basket.ok && basket.value.onCall[0]?.person);
    expect(await pagerduty().listOnCall({ policy: 'nobody' })).toMatchObject({ value: { total: 0 } });
  });

  const incidents = async (asked: object) => {
    const listed = await pagerduty().listIncidents(asked);
    return listed.ok ? listed.value.incidents : [];
  };
});

describe('Jira', () => {
  test('refuses as the real one does', async () => {
    const { jira: url } = world.systems;
    const headers = { authorization: 'Basic bGFiOmxhYg==' };
    expect((await fetch(`${url}/rest/api/3/search/jql?jql=project=OPS`)).status).toBe(401);
    const asked = async (jql: string) => {
      const response = await fetch(
        `${url}/rest/api/3/search/jql?${new URLSearchParams({ jql }).toString()}`,
        { headers },
      );
      return { status: response.status, body: await response.json() };
    };
    expect(await asked('order by created')).toMatchObject({
      status: 400,
      body: { errorMessages: [expect.stringContaining('Unbounded JQL')] },
    });
    expect(await asked('colour = red')).toMatchObject({
      status: 400,
      body: { errorMessages: [expect.stringContaining("Field 'colour' does not exist")] },
    });
    expect((await fetch(`${url}/rest/api/3/search?jql=project=OPS`, { headers })).status).toBe(410);
  });

  test('finds the ticket of an incident, and reads what was learnt', async () => {
    const found = await jira().searchIssues({ service: 'checkout', text: 'error rate', ...MONTHS });
    expect(found).toMatchObject({
      value: { total: 1, issues: [{ done: true, type: 'Incident', priority: 'Highest' }] },
    });
    const [issue] = found.ok ? found.value.issues : [];
    const read = await jira().readIssue({ key: issue?.key ?? '' });
    expect(read).toMatchObject({
      value: { description: expect.stringContaining('Cause: The card processor') as string },
    });
    expect(read.ok && read.value.comments).toHaveLength(3);
    expect(issue?.link).toBe(`${world.systems.jira}/browse/${issue?.key ?? ''}`);
  });

  test('counts beyond the page, keeps what is open apart, and explains a bad query', async () => {
    const few = await jira().searchIssues({ limit: 2, ...MONTHS });
    expect(few.ok && few.value.issues).toHaveLength(2);
    expect(few.ok && few.value.total).toBeGreaterThan(10);
    const open = await jira().searchIssues({ state: 'open', ...MONTHS });
    expect(open.ok && open.value.issues.every(({ done }) => !done)).toBe(true);
    expect(await jira().searchIssues({ jql: 'colour = red' })).toMatchObject({ error: { code: 'bad-jql' } });
    expect(await jira().searchIssues({ text: 'no such thing' })).toMatchObject({
      value: { total: 0, note: expect.stringContaining('no such issue') as string },
    });
    expect(await jira().readIssue({ key: 'OPS-1' })).toMatchObject({ error: { code: 'no-such-issue' } });
  });
});

describe('ServiceNow', () => {
  test('refuses as the real one does', async () => {
    const { servicenow: url } = world.systems;
    const headers = { authorization: 'Basic bGFiOmxhYg==' };
    const anonymous = await fetch(`${url}/api/now/table/incident`);
    expect(anonymous.status).toBe(401);
    expect(await anonymous.json()).toMatchObject({
      error: { message: 'User Not Authenticated' },
      status: 'failure',
    });
    expect(await (await fetch(`${url}/api/now/table/nothing`, { headers })).json()).toMatchObject({
      error: { message: 'Invalid table nothing' },
    });
    const page = await fetch(`${url}/api/now/table/incident?sysparm_limit=1&sysparm_fields=number`, {
      headers,
    });
    expect(page.headers.get('x-total-count')).toBe('3');
    expect(await page.json()).toEqual({
      result: [{ number: expect.stringMatching(/^INC\d{7}$/) as string }],
    });
  });

  test('has a change request for each release, with its people and time', async () => {
    const changes = await servicenow().searchRecords({
      table: 'change_request',
      service: 'checkout',
      minutes: 14 * 24 * 60,
    });
    expect(changes).toMatchObject({
      value: {
        total: 1,
        records: [{ title: 'Release checkout 2.14.1 to production', state: 'Closed', group: 'Team basket' }],
      },
    });
    const [change] = changes.ok ? changes.value.records : [];
    expect(Date.parse(change?.startsAt ?? '')).toBeLessThan(Date.parse(change?.endsAt ?? ''));
    const read = await servicenow().readRecord({ number: change?.number ?? '' });
    expect(read).toMatchObject({
      value: { workNotes: expect.stringContaining('Rollout of 2.14.1 started.') as string },
    });
  });

  test('finds problems and says what is not there', async () => {
    expect(
      await servicenow().searchRecords({ table: 'problem', text: 'certificate', ...MONTHS }),
    ).toMatchObject({
      value: { total: 1, records: [{ item: 'checkout' }] },
    });
    expect(await servicenow().searchRecords({ service: 'cart' })).toMatchObject({
      value: { total: 0, note: 'ServiceNow has no such incident in this window.' },
    });
    expect(await servicenow().readRecord({ number: 'INC9999999' })).toMatchObject({
      error: { code: 'no-such-record' },
    });
    expect(await servicenow().readRecord({ number: 'XYZ0000001' })).toMatchObject({
      error: { code: 'no-such-table' },
    });
  });
});

test('an outage pages the team, is seen on every system, and is over after it was mended', async () => {
  await world.break('datastore-down');
  const open = await pagerduty().listIncidents({ status: 'open' });
  expect(open.ok && open.value.incidents.map(({ service }) => service)).toEqual(
    expect.arrayContaining(['storefront', 'checkout']),
  );
  expect(await pagerduty().listIncidents({ service: 'storefront', urgency: 'high' })).toMatchObject({
    value: {
      open: 2,
      incidents: [{ status: 'acknowledged', teams: ['Team web'] }, { status: 'acknowledged' }],
    },
  });
  expect(await servicenow().searchRecords({ service: 'checkout', state: 'open' })).toMatchObject({
    value: { total: 1, records: [{ priority: '1 - Critical', state: 'In Progress' }] },
  });
  await world.heal();
  await world.advance(30 * 60_000);
  now = NOW + 30 * 60_000;
  const after = await pagerduty().listIncidents({ service: 'storefront' });
  expect(after).toMatchObject({ value: { open: 0 } });
  expect(after.ok && after.value.total).toBeGreaterThan(0);
});
