import { describe, expect, test } from 'vitest';
import { ConfigError } from '#ground/errors';
import type { Model } from '#llm/spec';
import { answerOf, asking } from './ask-model.ts';

/** Models of one server: one that is there, one that is not. */
export interface ModelsUnderTest {
  model: () => Model;
  missing: () => Model;
  /** The setting that names its models, as errors must. */
  setting: string;
}

const WEATHER = {
  type: 'object',
  properties: { city: { type: 'string' }, degrees: { type: 'integer' } },
  required: ['city', 'degrees'],
  additionalProperties: false,
};

/** What every model of every provider does, whatever it says. */
export function modelContract(name: string, { model, missing, setting }: ModelsUnderTest): void {
  describe(`${name} answers as a model does`, () => {
    test('with text in pieces, then why it ended and what it took', async () => {
      const { text, events, usage } = await answerOf(model(), asking('Say hello to everybody in this room.'));
      expect(text.trim()).not.toBe('');
      expect(events.filter(({ type }) => type === 'text').length).toBeGreaterThan(1);
      expect(usage.input).toBeGreaterThan(0);
      expect(usage.output).toBeGreaterThan(0);
    });

    test('and stops at the limit of its output', async () => {
      const { reason, text } = await answerOf(
        model(),
        asking('Count from one to two hundred in words.', { maxOutputTokens: 6 }),
      );
      expect(reason).toBe('length');
      expect(text.length).toBeLessThan(6 * 12);
    });

    test('as JSON of the schema that is asked for', async () => {
      const { text } = await answerOf(
        model(),
        asking('The weather in Oslo, as JSON.', { schema: WEATHER, maxOutputTokens: 200, temperature: 0 }),
      );
      const answer = JSON.parse(text) as Record<string, unknown>;
      expect(Object.keys(answer).sort()).toEqual(['city', 'degrees']);
      expect(Number.isInteger(answer['degrees'])).toBe(true);
    });

    test('until it is told to stop', async () => {
      const stop = new AbortController();
      const request = asking('Count from one to two hundred in words.', {
        maxOutputTokens: 2000,
        signal: stop.signal,
      });
      let pieces = 0;
      const listen = async (): Promise<void> => {
        for await (const event of model().stream(request)) {
          if (event.type === 'text') pieces += 1;
          if (pieces === 2) stop.abort();
        }
      };
      await expect(listen()).rejects.toThrow(/abort/i);
      expect(pieces).toBeLessThan(40);
    });

    test('with an error that names the setting, when there is no such model', async () => {
      const failure = await answerOf(missing(), asking('Hello?')).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ConfigError);
      expect((failure as ConfigError).code).toMatch(/no-such-model$/);
      expect((failure as ConfigError).message).toContain(setting);
    });
  });
}
