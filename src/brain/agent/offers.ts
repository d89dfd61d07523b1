import { stemmer } from 'stemmer';
import { z } from 'zod';
import type { Tool } from '#connectors/kit';
import type { ModelInfo, ToolOffer } from '#llm/spec';

/** Below it a model is given the house's skills and nothing else. */
const ROOM_FOR_TOOLS = 32_000;
const MOST_TOOLS = 8;
const MOST_TOOLS_OF_LARGE = 16;
const LARGE = 100_000;

/** The embedded reasoner as a tool. */
export const ASK_JAMIE: ToolOffer = {
  name: 'ask_jamie',
  description:
    'Asks the embedded reasoner one plain question and gives its checked answer with evidence ids. It knows clusters, ' +
    'workloads, health, causes, changes, logs, metrics, alerts, traces, deployments, incidents and who may do what. Use ' +
    'this first, one question a call, names in full: "why is checkout failing?", "which pods restart most?", "error rate of cart in the last hour".',
  input: {
    type: 'object',
    properties: { question: { type: 'string', description: 'One question in plain English.' } },
    required: ['question'],
    additionalProperties: false,
  },
};

/** Goes on in a result that was cut. */
export const READ_MORE: ToolOffer = {
  name: 'read_more',
  description: 'Reads on in a result that was cut to fit.',
  input: {
    type: 'object',
    properties: {
      evidence: { type: 'string', description: 'The id of the result, such as e3.' },
      from: { type: 'integer', minimum: 0, description: 'The character to go on from.' },
    },
    required: ['evidence', 'from'],
    additionalProperties: false,
  },
};

const stemsIn = (text: string): Set<string> =>
  new Set((text.toLowerCase().match(/[a-z]{3,}/g) ?? []).map((word) => stemmer(word)));

function rank(tools: readonly Tool[], question: string): Tool[] {
  const asked = stemsIn(question);
  const score = ({ name, description }: Tool): number => {
    const [named, told] = [stemsIn(name.replaceAll('_', ' ')), stemsIn(description)];
    const hits = [...asked].map((stem) => (named.has(stem) ? 3 : told.has(stem) ? 1 : 0));
    return hits.reduce<number>((sum, hit) => sum + hit, 0) / Math.sqrt(8 + told.size);
  };
  const scored = tools.map((tool) => ({ tool, points: score(tool) })).filter(({ points }) => points > 0);
  return scored.toSorted((a, b) => b.points - a.points).map(({ tool }) => tool);
}

function offerOf({ name, description, input }: Tool): ToolOffer {
  const { $schema: _, ...schema } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
  return { name, description, input: schema };
}

/** The connectors' tools that fit a question and a model, the best first. Never one that does more than read. */
export function chooseTools(tools: readonly Tool[], question: string, model: ModelInfo): Tool[] {
  if (!model.can.callTools || model.contextTokens < ROOM_FOR_TOOLS) return [];
  const most = model.contextTokens >= LARGE ? MOST_TOOLS_OF_LARGE : MOST_TOOLS;
  const readers = tools.filter(({ effect }) => effect === 'read');
  return rank(readers, question).slice(0, most);
}

/** What a model is offered: the house's skills always, tools where they were chosen; nothing to a model that cannot call. */
export function offersFor(model: ModelInfo, chosen: readonly Tool[]): ToolOffer[] {
  return model.can.callTools ? [ASK_JAMIE, READ_MORE, ...chosen.map(offerOf)] : [];
}
