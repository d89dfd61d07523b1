import type { Company } from '../systems/company.ts';
import type { Answerer } from '../systems/http.ts';
import { answerLoki } from './api/routes.ts';
import { worldLines } from './lines/world-lines.ts';

/** The company's Loki: everything its pods said in the last two weeks. */
export function createLoki({ models, catchUp, now }: Company): Answerer {
  const backend = { storage: worldLines(models), now };
  return (request) => {
    catchUp();
    return answerLoki(backend, request);
  };
}
