import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { ANSWERS_FILE } from '../../../contract/prometheus/answers-file.ts';
import { ask } from '../../../contract/prometheus/ask.ts';
import type { Answered } from '../../../contract/prometheus/ask.ts';
import { QUESTIONS } from '../../../contract/prometheus/questions.ts';
import { contractSeries, openMetrics } from '../../../contract/prometheus/samples.ts';
import { startPrometheus } from './start-prometheus.ts';

/** Asks the real server every question of the contract and keeps the answers, for machines without it. */
const server = await startPrometheus({ history: openMetrics(contractSeries()) });
try {
  const answers: Answered[] = [];
  for (const question of QUESTIONS) answers.push(await ask(server.url, question));
  writeFileSync(ANSWERS_FILE, gzipSync(JSON.stringify(answers), { level: 9 }));
  console.log(`${answers.length} answers recorded`);
} finally {
  await server.stop();
}
