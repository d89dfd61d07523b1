import { describe, expect, it } from 'vitest';
import { createLogger, createMetrics } from './index.ts';

describe('createLogger', () => {
  const linesOf = (level: string, log: (logger: ReturnType<typeof createLogger>) => void) => {
    const lines: Record<string, unknown>[] = [];
    log(createLogger({ level, write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) }));
    return lines;
  };

  it('writes a JSON line with time, level, fields and those of its parents', () => {
    const [line] = linesOf('info', (log) => {
      log.child({ turnId: 't1' }).info({ ms: 3 }, 'answered');
    });
    expect(line).toMatchObject({ level: 'info', turnId: 't1', ms: 3, msg: 'answered' });
    expect(Date.parse(String(line?.['time']))).not.toBeNaN();
  });

  it('keeps to its level and blacks out secrets', () => {
    const lines = linesOf('warn', (log) => {
      log.info({}, 'too quiet');
      log.error({ error: new Error('connect postgres://u:hunter2@db/x'), password: 'letmein' }, 'failed "x"');
    });
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toMatch(/hunter2|letmein/);
    expect(lines[0]).toMatchObject({ level: 'error', msg: 'failed "x"' });
  });
});

describe('createMetrics', () => {
  it('renders what was counted, and asks for staleness at each scrape', async () => {
    let seconds = 2;
    const metrics = createMetrics({ staleness: () => [{ cluster: 'prod', seconds }] });
    metrics.turnFinished({ skill: 'logs', outcome: 'answered', seconds: 0.02 });
    metrics.toolCalled({ tool: 'kubernetes_read_logs', ok: false, seconds: 1 });
    metrics.httpAnswered({ method: 'GET', route: '/health', status: 200, seconds: 0.001 });
    metrics.modelCalled({
      ...{
        model: 'a/one',
        task: 'answer',
        outcome: 'answered',
        dollars: 0.25,
        firstTokenMs: 400,
        totalMs: 900,
      },
      usage: { input: 100, output: 20, cached: 50 },
    });
    metrics.openSockets(1);
    expect(await metrics.render()).toContain('jamie_watch_staleness_seconds{cluster="prod"} 2');
    seconds = 5;
    const text = await metrics.render();
    for (const line of [
      'jamie_watch_staleness_seconds{cluster="prod"} 5',
      'jamie_turn_seconds_count{skill="logs",outcome="answered"} 1',
      'jamie_tool_call_seconds_count{tool="kubernetes_read_logs",ok="false"} 1',
      'jamie_http_request_seconds_count{method="GET",route="/health",status="200"} 1',
      'jamie_model_call_seconds_count{model="a/one",task="answer",outcome="answered"} 1',
      'jamie_model_first_token_seconds_sum{model="a/one"} 0.4',
      'jamie_model_tokens_total{model="a/one",kind="cached"} 50',
      'jamie_model_dollars_total{model="a/one"} 0.25',
      'jamie_websockets 1',
      'nodejs_eventloop_lag_seconds',
      'process_resident_memory_bytes',
    ])
      expect(text).toContain(line);
  });

  it('keeps two systems in one process apart', async () => {
    const [a, b] = [createMetrics({ staleness: () => [] }), createMetrics({ staleness: () => [] })];
    a.openSockets(1);
    expect(await b.render()).toContain('jamie_websockets 0');
  });

  it('asks nothing of what it was given once it is closed', async () => {
    let asked = 0;
    const staleness = () => {
      asked += 1;
      return [];
    };
    const metrics = createMetrics({ staleness });
    await metrics.render();
    metrics.close();
    expect([await metrics.render(), asked]).toEqual(['\n', 1]);
  });
});
