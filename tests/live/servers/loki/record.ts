import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { ANSWERS_FILE } from '../../../contract/loki/answers-file.ts';
import { ask } from '../../../contract/loki/ask.ts';
import type { Answered } from '../../../contract/loki/ask.ts';
import { contractLines } from '../../../contract/loki/lines.ts';
import { QUESTIONS } from '../../../contract/loki/questions.ts';
import { startLoki } from './start-loki.ts';

/** Asks the real server every question of the contract and keeps the answers, for machines without it. */
const server = await startLoki(contractLines());
try {
  const answers: Answered[] = [];
  for (const question of QUESTIONS) answers.push(await ask(server.url, question));
  writeFileSync(ANSWERS_FILE, gzipSync(JSON.stringify(answers), { level: 9 }));
  console.log(`${answers.length} answers recorded`);
} finally {
  await server.stop();
}
