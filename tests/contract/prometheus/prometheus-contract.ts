import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from './ask.ts';
import { ANSWERS } from './answers.ts';
import { normal } from './normal.ts';
import { QUESTIONS } from './questions.ts';
import { isInExactOrder } from './order.ts';

/** A running server of the Prometheus HTTP API that holds the contract's series. */
export interface PrometheusServer {
  url: string;
  stop: () => Promise<void>;
}

/** Proves that a server answers every question as the real one did when the answers were recorded. */
export function prometheusContract(name: string, start: () => Promise<PrometheusServer>): void {
  describe(`the Prometheus HTTP API of ${name}`, () => {
    let server: PrometheusServer;
    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server.stop());

    test('every question has a recorded answer', () => {
      expect(ANSWERS.length).toBe(QUESTIONS.length);
    });

    test.each(QUESTIONS.map((question, index) => ({ question, index, ...question.params, ...question })))(
      '$path $query $time',
      async ({ question, index }) => {
        const inOrder = isInExactOrder(question);
        const answer = await ask(server.url, question);
        expect(normal(answer, inOrder)).toEqual(normal(ANSWERS[index], inOrder));
      },
    );

    test('takes a form as well as a URL', async () => {
      const body = new URLSearchParams({ query: 'vector(7)', time: '1' });
      const response = await fetch(`${server.url}/api/v1/query`, { method: 'POST', body });
      expect(await response.json()).toMatchObject({ data: { result: [{ metric: {}, value: [1, '7'] }] } });
    });

    test('has no other pages', async () => {
      const response = await fetch(`${server.url}/api/v1/nothing`);
      expect(response.status).toBe(404);
    });
  });
}
