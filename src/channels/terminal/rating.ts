import type { Asker, Brain, Feedback, WeekReport } from '#brain';
import { call, type ServerAddress } from './call-server.ts';
import type { Output } from './output.ts';
import { renderReport } from './render-report.ts';

/** Where answers are rated, and a week of them is reported. */
export interface RatingTalk {
  rate: (feedback: Feedback) => Promise<{ turnId: string; question: string }>;
  report: () => Promise<WeekReport>;
}

/** Of the brain in this process. */
export const ratingHere = (brain: Brain, asker: Asker): RatingTalk => ({
  rate: (feedback) => brain.rate(feedback, asker),
  report: () => brain.report(),
});

/** Of a Jamie that listens somewhere. */
export const ratingThere = (server: ServerAddress): RatingTalk => ({
  rate: async (feedback) => {
    const response = await call(server, { path: '/jamie/feedback', body: JSON.stringify(feedback) });
    return (await response.json()) as { turnId: string; question: string };
  },
  report: async () => {
    const response = await call(server, { path: '/admin/metrics' });
    return ((await response.json()) as { week: WeekReport }).week;
  },
});

interface RatingDeps {
  talk: RatingTalk;
  output: Output;
}

/** Rates the last answer, or the one of a turn, and says which it was. */
export async function rateLast({ talk, output }: RatingDeps, feedback: Feedback): Promise<void> {
  const { question } = await talk.rate(feedback);
  const kept = feedback.correction === undefined ? '' : ', with what it should have been';
  output.print(`Noted as ${feedback.rating}${kept}: the answer to “${question}”.`);
}

/** Prints the week's report. */
export async function showReport({ talk, output }: RatingDeps, asJson: boolean): Promise<void> {
  const report = await talk.report();
  output.print(asJson ? JSON.stringify(report, undefined, 2) : renderReport(report));
}
