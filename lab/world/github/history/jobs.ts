import { hash32 } from '../../engine/random.ts';
import type { Run } from './runs.ts';

/** A step of a job with its times. */
export interface Step {
  name: string;
  number: number;
  conclusion: 'success' | 'failure' | 'skipped' | null;
  from: number;
  to: number;
}

export interface Job {
  id: number;
  run: Run;
  name: string;
  conclusion: 'success' | 'failure' | 'skipped' | null;
  from: number;
  to: number;
  steps: Step[];
}

const STEPS: Record<string, string[]> = {
  lint: ['Set up job', 'Check out', 'Install packages', 'Lint', 'Complete job'],
  test: ['Set up job', 'Check out', 'Install packages', 'Run tests', 'Complete job'],
  publish: ['Set up job', 'Check out', 'Build image', 'Push image', 'Publish release', 'Complete job'],
  audit: ['Set up job', 'Check out', 'Audit dependencies', 'Complete job'],
};

/** The end of a job is done whatever became of it. */
const ALWAYS = 'Complete job';

function stepsOf(run: Run, job: string, span: { from: number; to: number; now: number }): Step[] {
  const names = STEPS[job] ?? [];
  const { failure } = run;
  const failing = failure?.job === job ? names.indexOf(failure.step) : Infinity;
  const length = (span.to - span.from) / Math.max(1, names.length);
  return names.map((name, index) => {
    const from = span.from + index * length;
    const to = from + length;
    const verdict =
      index === failing ? 'failure' : index > failing && name !== ALWAYS ? 'skipped' : 'success';
    return { name, number: index + 1, conclusion: to <= span.now ? verdict : null, from, to };
  });
}

/** The jobs of a run, one after the other; those after a failure are skipped. */
export function jobsOf(run: Run, now: number): Job[] {
  const length = (run.endsAt - run.at) / run.jobs.length;
  const failing = run.jobs.indexOf(run.failure?.job ?? '');
  return run.jobs.map((name, index) => {
    const from = run.at + index * length;
    const to = from + length;
    const skipped = failing >= 0 && index > failing;
    const verdict = skipped ? 'skipped' : index === failing ? 'failure' : 'success';
    const steps = skipped ? [] : stepsOf(run, name, { from, to, now });
    const id = 20_000_000_000 + hash32(`${run.id}/${name}`);
    return { id, run, name, conclusion: to <= now ? verdict : null, from, to, steps };
  });
}

function linesOf({ name, run }: Job, step: Step): string[] {
  if (step.name === 'Set up job') return ["Current runner version: '2.329.0'", 'Runner Image: ubuntu-24.04'];
  if (step.name === 'Check out') return [`HEAD is now at ${run.sha.slice(0, 7)} ${run.title}`];
  if (step.conclusion === 'failure') return run.failure?.lines ?? [];
  if (step.name === ALWAYS) return ['Cleaning up orphan processes'];
  return [`##[group]Run ${step.name.toLowerCase()} (${name})`, '##[endgroup]', 'done'];
}

/** What a job printed, each line with its time, as GitHub keeps it. */
export function logOf(job: Job): string {
  const lines = job.steps
    .filter(({ conclusion }) => conclusion === 'success' || conclusion === 'failure')
    .flatMap((step) =>
      linesOf(job, step).map((line, index) => {
        const at = new Date(Math.min(step.from + index * 300, step.to)).toISOString().replace('Z', '0000Z');
        return `${at} ${line}`;
      }),
    );
  return `\uFEFF${lines.join('\n')}\n`;
}
