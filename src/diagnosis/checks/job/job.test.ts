import { describe, expect, it } from 'vitest';
import { nextDue } from '../../facts/schedule.ts';
import { FIXTURE_NOW, before, containerStatus, nodeFixture, podFixture, snapshotOf } from '../../testing.ts';
import type { Fixture, Fixtures } from '../../testing.ts';
import { checkCluster } from '../check-cluster.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const findings = (fixtures: Fixtures) =>
  checkCluster(snapshotOf({ nodes: [nodeFixture('worker-1')], ...fixtures }));
const only = (fixtures: Fixtures) => {
  const all = findings(fixtures);
  expect(all.map(({ check }) => check)).toHaveLength(1);
  return all[0] as NonNullable<(typeof all)[0]>;
};
const job = (status: object, metadata: object = {}, spec: object = {}): Fixture => ({
  metadata: { name: 'import', namespace: 'web', ...metadata },
  spec: { backoffLimit: 3, template: {}, ...spec },
  status,
});
const gaveUp = (ago: number, reason = 'BackoffLimitExceeded') => ({
  failed: 4,
  conditions: [
    {
      type: 'Failed',
      status: 'True',
      reason,
      message: 'Job has reached the specified backoff limit',
      lastTransitionTime: before(ago),
    },
  ],
});
const attempt = (exitCode: number) =>
  podFixture('import-x', {
    owner: { kind: 'Job', name: 'import' },
    spec: { restartPolicy: 'Never', containers: [{ name: 'app' }] },
    status: {
      phase: 'Failed',
      conditions: [],
      containerStatuses: [
        containerStatus({ state: { terminated: { exitCode, reason: 'Error', finishedAt: before(HOUR) } } }),
      ],
    },
  });
const cron = (over: object = {}, status: object = {}): Fixture => ({
  metadata: { name: 'report', namespace: 'web' },
  spec: { schedule: '0 * * * *', jobTemplate: {}, ...over },
  status,
});
const ofCron = { ownerReferences: [{ kind: 'CronJob', name: 'report' }] };

describe('a Job', () => {
  it('that failed says how often and how it last ended', () => {
    const finding = only({ Job: [job(gaveUp(HOUR))], pods: [attempt(2)] });
    expect(finding).toMatchObject({ check: 'job-failed', severity: 'warning' });
    expect(finding.cause).toContain(
      'it failed 4 times, as often as it may (backoffLimit 3); the last time, the container app ended with exit code 2: wrong usage',
    );
    expect(finding.next).toContain('kubectl -n web logs import-x');
  });
  it('that ran too long says so', () =>
    expect(
      only({ Job: [job(gaveUp(HOUR, 'DeadlineExceeded'), {}, { activeDeadlineSeconds: 60 })] }).cause,
    ).toContain('longer than activeDeadlineSeconds (60)'));
  it('that failed days ago is information', () =>
    expect(only({ Job: [job(gaveUp(90 * HOUR))] })).toMatchObject({ severity: 'info' }));
  it('that tries again is told of before it gives up', () =>
    expect(only({ Job: [job({ failed: 1, active: 1 })], pods: [attempt(1)] })).toMatchObject({
      check: 'job-failing',
    }));
  it('of a CronJob whose later run succeeded is history', () => {
    const crons = [cron({}, { lastScheduleTime: before(MINUTE), lastSuccessfulTime: before(HOUR) })];
    expect(findings({ Job: [job(gaveUp(2 * HOUR), ofCron)], CronJob: crons })).toEqual([]);
    expect(
      only({ Job: [job(gaveUp(0.5 * HOUR), ofCron)], CronJob: crons }).related.map(({ kind }) => kind),
    ).toEqual(['CronJob']);
  });
  it.each<[string, Fixture]>([
    [
      'completed',
      job({ succeeded: 1, completionTime: before(HOUR), conditions: [{ type: 'Complete', status: 'True' }] }),
    ],
    ['completed at the second try', job({ succeeded: 1, failed: 1, completionTime: before(HOUR) })],
    ['runs', job({ active: 1 })],
  ])('that %s is no trouble', (_, one) => expect(findings({ Job: [one] })).toEqual([]));
  it('that is suspended is information', () =>
    expect(only({ Job: [job({}, {}, { suspend: true })] })).toMatchObject({
      check: 'job-suspended',
      severity: 'info',
    }));
});

describe('a CronJob', () => {
  it('with a schedule that cannot be read never runs', () => {
    expect(only({ CronJob: [cron({ schedule: '61 * * * *' })] })).toMatchObject({
      check: 'cronjob-bad-schedule',
      severity: 'warning',
    });
    expect(only({ CronJob: [cron({ schedule: '0 9 * *' })] }).cause).toContain(
      'it has 4 fields where 5 are needed',
    );
    expect(only({ CronJob: [cron({ schedule: '0 0 30 2 *' })] }).check).toBe('cronjob-bad-schedule');
  });
  it('that is suspended is information', () =>
    expect(only({ CronJob: [cron({ suspend: true })] })).toMatchObject({
      check: 'cronjob-suspended',
      severity: 'info',
    }));
  it('that missed its time says for how long', () => {
    const finding = only({
      CronJob: [cron({ schedule: '30 * * * *' }, { lastScheduleTime: before(3.5 * HOUR) })],
    });
    expect(finding.check).toBe('cronjob-missed');
    expect(finding.cause).toBe('CronJob report should have started 150 minutes ago and did not.');
  });
  it('that stopped in the middle of frequent runs is missed too', () => {
    const often = cron({ schedule: '* * * * *' }, { lastScheduleTime: before(20 * MINUTE) });
    expect(only({ CronJob: [often] }).cause).toContain('should have started 19 minutes ago');
  });
  it('that is held up by its own last run says so', () => {
    const held = cron(
      { schedule: '0 */3 * * *', concurrencyPolicy: 'Forbid' },
      { lastScheduleTime: before(3 * HOUR), active: [{ name: 'report-1' }] },
    );
    expect(findings({ CronJob: [held], now: '2026-03-10T12:10:00Z' })).toEqual([]);
    const finding = only({ CronJob: [held], now: '2026-03-10T14:00:00Z' });
    expect(finding.cause).toContain('its run report-1 is still going and it forbids two at once');
  });
  it.each<[string, Fixture]>([
    ['ran on time', cron({}, { lastScheduleTime: FIXTURE_NOW })],
    ['is due this very minute', cron({}, { lastScheduleTime: before(HOUR) })],
    [
      'was made after its last time',
      {
        ...cron({ schedule: '0 3 * * *' }),
        metadata: { name: 'report', namespace: 'web', creationTimestamp: before(2 * HOUR) },
      },
    ],
    ['runs by a descriptor', cron({ schedule: '@daily' }, { lastScheduleTime: '2026-03-10T00:00:00Z' })],
    ['runs every so often', cron({ schedule: '@every 1h' })],
    [
      'runs in another time zone',
      cron({ schedule: '0 9 * * *', timeZone: 'Asia/Tokyo' }, { lastScheduleTime: '2026-03-10T00:00:00Z' }),
    ],
  ])('that %s is no trouble', (_, one) => expect(findings({ CronJob: [one] })).toEqual([]));
});

describe('a controller with a time zone of its own', () => {
  const daily = (lastScheduleTime: string) => ({
    CronJob: [cron({ schedule: '0 3 * * *' }, { lastScheduleTime })],
  });
  it('is understood by when it last ran', () => expect(findings(daily('2026-03-10T01:00:00Z'))).toEqual([]));
  it('still misses a day', () => expect(only(daily('2026-03-08T01:00:00Z')).check).toBe('cronjob-missed'));
});

describe('nextDue', () => {
  it('finds the first time after a moment', () => {
    const now = Date.parse(FIXTURE_NOW);
    expect(nextDue('15 */2 * * *', undefined, now)).toEqual({ ok: true, at: now + 15 * MINUTE });
    expect(nextDue('', undefined, now)).toMatchObject({ ok: false });
    expect(nextDue('* * * * *', 'Mars/Olympus', now)).toMatchObject({ ok: false });
  });
});
