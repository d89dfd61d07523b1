import { describe, expect, it } from 'vitest';
import type { SystemName } from '../../systems.ts';
import type { Focus, Reading } from '../reading.ts';
import { said } from '../testing/say.ts';
import { understand } from '../understand.ts';

const CONNECTED: ReadonlySet<SystemName> = new Set<SystemName>(['loki', 'tempo', 'prometheus']);

const readOf = (message: string, focus: Partial<Focus> = {}): Reading =>
  understand({ ...said(message, focus), connected: CONNECTED });

/** The skill, what it is asked for, about whom, and which of it. */
function inOneLine(reading: Reading): string {
  if (reading.type !== 'skill') return reading.type;
  const { logs, traces, objects, namespaces, time } = reading.slots;
  const { kept } = logs ?? {};
  const parts = [
    kept && `${kept.what}${kept.only ? ' only' : ''}${kept.level ? ` ${kept.level}` : ''}`,
    kept?.by && `by ${kept.by}`,
    kept?.quiet === true && 'quiet',
    kept?.end,
    kept?.gone === true && 'of gone pods',
    kept?.without && `without ${kept.without}`,
    kept?.sinceRollout === true && 'since rollout',
    kept?.pod && `pod ${kept.pod}`,
    logs?.contains && `"${logs.contains}"`,
    traces &&
      [
        traces.what,
        traces.slow && 'slow',
        traces.minDurationMs,
        traces.failed && 'failed',
        traces.maxDurationMs && `up to ${traces.maxDurationMs}`,
        traces.succeeded && 'without errors',
        traces.latest && 'latest',
        traces.operation,
        traces.attributes && JSON.stringify(traces.attributes),
        traces.via && `via ${traces.via}`,
      ]
        .filter(Boolean)
        .join(' '),
    ...objects.map(({ name }) => name),
    ...namespaces.map((name) => `in ${name}`),
    time && `(${time.said})`,
  ];
  return [`${reading.skill}:`, ...parts.filter(Boolean)].join(' ');
}

describe('what Loki keeps', () => {
  it.each([
    [
      'errors in checkout yesterday between 14 and 15',
      'logs: lines error checkout (between 14 and 15 yesterday)',
    ],
    ['errors in checkout since the deployment', 'logs: lines error since rollout checkout'],
    ['show me errors from checkout', 'logs: lines error checkout'],
    ['errors in shop in the last hour', 'logs: lines error in shop (the last hour)'],
    ["search logs for 'timeout'", 'logs: lines "timeout"'],
    ['which services log connection refused', 'logs: volume by service "connection refused"'],
    ['which services logged errors', 'logs: volume error by service'],
    ['how many services logged errors', 'logs: volume error by service'],
    ['which services logged warnings', 'logs: volume only warn by service'],
    ['which services logged no errors', 'logs: volume error by service quiet'],
    ['services without errors in their logs', 'logs: volume error by service quiet'],
    ['which pods have not logged any warnings', 'logs: volume only warn by pod quiet'],
    ['which service logged the fewest errors', 'logs: volume error by service quiet'],
    ['which deployments have no error lines', 'logs: volume error by service quiet'],
    ['search loki for deadlock', 'logs: lines "deadlock"'],
    ['log volume by service', 'logs: volume by service'],
    ['noisiest pod in shop', 'logs: volume by pod in shop'],
    ['how many errors per minute does checkout log', 'logs: volume error checkout'],
    ['error patterns of checkout', 'logs: patterns error checkout'],
    ['what changed in the logs of checkout', 'logs: changes checkout'],
    ['what is new in the logs since the deployment', 'logs: changes since rollout'],
    ['logs of checkout-7cf8cd69df-zzzzz', 'logs: lines pod checkout-7cf8cd69df-zzzzz'],
    ['{app="checkout"} |= "error"', 'logs: lines'],
    ['rate({app="checkout"}[5m])', 'logs: lines'],
    ['logs of checkout', 'logs: checkout'],
    ['what is payments-worker writing?', 'logs: lines payments-worker'],
    ['what does checkout complain about?', 'logs: lines error checkout'],
    ['checkout output', 'logs: lines checkout'],
    ['cart log lines about bob', 'logs: lines "bob" cart'],
    ['payments-api lines containing status=500 past 3h', 'logs: lines "status=500" payments-api (past 3h)'],
    ['any log line with flux capacitor overheated?', 'logs: lines "flux capacitor overheated"'],
    ['error count checkout past 3h', 'logs: volume error checkout (past 3h)'],
    ['how often did checkout log "timed out" today', 'logs: volume "timed out" checkout (today)'],
    ['which error does payments-api log most often', 'logs: patterns error payments-api'],
    ['which error lines of payments-api were not there before', 'logs: changes error payments-api'],
    [
      'was checkout logging "key rejected" five to four hours ago?',
      'logs: lines "key rejected" checkout (five to four hours ago)',
    ],
    ['which labels do our logs have?', 'logs: labels'],
    ['when did checkout first log "pool exhausted"', 'logs: lines first "pool exhausted" checkout'],
    ['when was the last error of checkout', 'logs: lines error last checkout'],
    ['logs of the pods of checkout that are gone', 'logs: lines of gone pods checkout'],
    ['warnings of cart in the last hour', 'logs: lines only warn cart (the last hour)'],
    ['cart logs excluding healthz in the last hour', 'logs: lines without healthz cart (the last hour)'],
    ['please run this logql: {app=cart} |= "error"', 'logs: lines'],
  ])('%s', (message, expected) => {
    expect(inOneLine(readOf(message))).toBe(expected);
  });

  it.each([
    'why is checkout failing?',
    'what does CrashLoopBackOff mean?',
    'set the log level of checkout to debug',
    'how do I see the logs of a crashed pod?',
    'error rate of checkout',
    'sum(rate(http_requests_total{service="checkout"}[5m]))',
  ])('%s is another question', (message) => {
    const reading = readOf(message);
    const kept = reading.type === 'skill' ? reading.slots.logs?.kept : undefined;
    expect(kept).toBeUndefined();
  });

  it('keeps to its cluster when Loki is not connected', () => {
    const reading = understand({
      ...said('errors in checkout yesterday between 14 and 15'),
      connected: new Set(),
    });
    expect(inOneLine(reading)).not.toMatch(/lines/);
  });
});

describe('traces', () => {
  it.each([
    ['any slow traces?', 'traces: search slow'],
    ['slow traces of checkout over 2 s since 14:00', 'traces: search slow 2000 checkout (14:00)'],
    ['traces with errors in shop', 'traces: search failed in shop'],
    ['explain the slowest trace of checkout', 'traces: explain slow checkout'],
    ['what does checkout call', 'traces: map checkout'],
    ['service map', 'traces: map'],
    ['compare traces of checkout now with yesterday', 'traces: compare checkout (yesterday)'],
    ['show trace dc85af0065d11128b46fb36bb7ff8fc0', 'traces: explain'],
    ['{ resource.service.name = "checkout" && duration > 100ms }', 'traces: search'],
    ['show me slow requests of checkout', 'traces: search slow checkout'],
  ])('%s', (message, expected) => {
    expect(inOneLine(readOf(message))).toBe(expected);
  });

  it.each(['show the stack trace of checkout', 'why is checkout slow?', 'how do I set up tracing?'])(
    '%s is another question',
    (message) => {
      expect(inOneLine(readOf(message))).not.toMatch(/^traces/);
    },
  );
});

describe('what follows on an answer', () => {
  const after = (message: string): Partial<Focus> => {
    const reading = readOf(message);
    if (reading.type !== 'skill') throw new Error(`${message} is ${reading.type}`);
    const { skill, slots } = reading;
    return { lastSkill: skill, lastSlots: slots, clusters: slots.clusters, objects: slots.objects };
  };

  it.each([
    ['error patterns of checkout', 'as a chart', 'logs: volume error checkout'],
    ['what changed in the logs of checkout', 'only errors', 'logs: changes error checkout'],
    [
      'errors in checkout in the last hour',
      'and the hour before',
      'logs: lines error checkout (the hour before the last hour)',
    ],
    ['show me errors from checkout', 'around that line', 'logs: around error checkout'],
    ['any slow traces?', 'only errors', 'traces: search slow failed'],
    ['any slow traces?', 'explain the second one', 'traces: explain slow'],
  ])('%s, then %s', (first, second, expected) => {
    expect(inOneLine(readOf(second, after(first)))).toBe(expected);
  });
});

describe('which traces', () => {
  it.each([
    ['requests to checkout that took longer than 150 ms', 'traces: search slow 150 checkout'],
    ['bottleneck in the slowest checkout trace?', 'traces: explain slow checkout'],
    ['where does the slowest checkout request spend its time?', 'traces: explain slow checkout'],
    ['downstream services of checkout', 'traces: map checkout'],
    ['checkout dependencies from traces', 'traces: map checkout'],
    ['service graph of checkout', 'traces: map checkout'],
    ['traces of checkout with status 500', 'traces: search {"http.status_code":500} checkout'],
    ['failed POST requests of cart', 'traces: search failed POST * cart'],
    ['slow traces of checkout without errors', 'traces: search slow without errors checkout'],
    ['traces between 200ms and 500ms of checkout', 'traces: search slow 200 up to 500 checkout'],
    ['traces of checkout that call payments-api', 'traces: search via payments-api checkout'],
    ['which span failed in the last error trace of checkout', 'traces: explain failed latest checkout'],
    ['does checkout retry calls to cart', 'traces: repeats checkout cart'],
    ['traces of user bob', 'traces: search {"user.id":"bob"}'],
    [
      'run traceql {resource.service.name="checkout" && status=error} last 10 minutes',
      'traces: search (last 10 minutes)',
    ],
    ['how many requests of checkout took longer than 1s per second', 'metrics: checkout'],
  ])('%s', (message, expected) => {
    expect(inOneLine(readOf(message))).toBe(expected);
  });
});
