import { callTool, type Tool } from '#connectors/kit';
import type { ModelMessage, ToolCall } from '#llm/spec';
import { nearest } from '#ground/text';
import type { AgentTask, Limits } from './agent.ts';
import type { Fence } from './fence.ts';
import { ASK_JAMIE, READ_MORE } from './offers.ts';
import type { Pages } from './pages.ts';
import type { Truth } from './truth/record.ts';

type Result = Extract<ModelMessage, { role: 'tool' }>;

/** What calls are carried out with. */
export interface CallRoom {
  task: AgentTask;
  limits: Limits;
  /** The connectors' tools that were offered, by name. */
  tools: ReadonlyMap<string, Tool>;
  truth: Truth;
  pages: Pages;
  fence: Fence;
  /** The calls so far, each with what it came to. */
  made: Map<string, string>;
}

interface Said {
  text: string;
  isError?: boolean;
}

const refused = (text: string): Said => ({ text, isError: true });

const sorted = (value: unknown): unknown =>
  value === null || typeof value !== 'object' || Array.isArray(value)
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, one]) => [key, sorted(one)]),
      );

const keyOf = ({ tool, input }: ToolCall): string => `${tool} ${JSON.stringify(sorted(input))}`;

function unknownTool(name: string, room: CallRoom): Said {
  const known = [ASK_JAMIE.name, READ_MORE.name, ...room.tools.keys()];
  const [best] = nearest(name, known, 1);
  const hint = best === undefined ? '' : ` Did you mean ${best}?`;
  return refused(
    `There is no tool ${JSON.stringify(name.slice(0, 80))}.${hint} You have: ${known.join(', ')}.`,
  );
}

function field(input: unknown, name: string): unknown {
  return typeof input === 'object' && input !== null ? (input as Record<string, unknown>)[name] : undefined;
}

async function askJamie(room: CallRoom, input: unknown): Promise<Said> {
  const question = field(input, 'question');
  if (typeof question !== 'string' || question.trim() === '')
    return refused('ask_jamie cannot take this input. question: must be a question in words.');
  const { track, ask } = room.task;
  const asked = await track({
    tool: ASK_JAMIE.name,
    input: { question: question.slice(0, 500) },
    run: async () => ({ ok: true, value: await ask(question.slice(0, 500)), redacted: 0, ms: 0 }),
    summary: ({ outcome }) => outcome,
  });
  if (!asked.ok) return refused(`ask_jamie did not answer: ${asked.error.message}.`);
  return { text: room.fence.around(`answer to ${question.slice(0, 80)}`, room.truth.addDraft(asked.value)) };
}

function readMore(room: CallRoom, input: unknown): Said {
  const [id, from] = [field(input, 'evidence'), field(input, 'from')];
  if (typeof id !== 'string' || typeof from !== 'number')
    return refused('read_more needs evidence, such as "e3", and from, a number.');
  const page = room.pages.read(id, from);
  return page === undefined ? refused(`There is nothing more of ${id.slice(0, 10)}.`) : { text: page };
}

async function callConnector(room: CallRoom, tool: Tool, input: unknown): Promise<Said> {
  const { track, now, ledger } = room.task;
  const result = await track({
    tool: tool.name,
    input,
    run: (signal) => callTool(tool, input, { signal, now }),
    summary: () => 'answered',
  });
  if (!result.ok) return refused(`${result.error.code}: ${result.error.message}`);
  const text = JSON.stringify(result.value);
  const query = `${tool.name} ${JSON.stringify(input)}`;
  const at = new Date(now()).toISOString();
  const id = ledger.add({
    at,
    source: { system: tool.name.split('_', 1)[0] ?? tool.name, query },
    says: text,
  });
  room.truth.addValue(id, result.value, input);
  const cut = result.truncated === undefined ? '' : `\n[cut at its source: ${result.truncated}]`;
  return { text: `Evidence ${id}:\n${room.pages.open(id, text)}${cut}` };
}

async function carryOut(room: CallRoom, call: ToolCall): Promise<Said> {
  const { tool: name, input } = call;
  if (typeof input === 'string')
    return refused(`The input of ${name} was no JSON object. Send it again as one.`);
  if (name === ASK_JAMIE.name) return askJamie(room, input);
  if (name === READ_MORE.name) return readMore(room, input);
  const tool = room.tools.get(name);
  return tool === undefined ? unknownTool(name, room) : callConnector(room, tool, input);
}

/** Which of the calls of a step are carried out: none again, and not more than is allowed. */
function refusalOf(room: CallRoom, call: ToolCall, at: number): Said | undefined {
  const { made, limits } = room;
  const key = keyOf(call);
  if (made.has(key)) return refused('This was called already with the same input; its result is above.');
  if (at >= limits.callsAtOnce) return refused(`At most ${String(limits.callsAtOnce)} calls at once.`);
  if (made.size >= limits.calls) return refused('No more calls are allowed for this answer.');
  made.set(key, call.id);
  return undefined;
}

/** Carries out the calls of one step side by side; every one gets a result, if only why it was refused. */
export async function runCalls(room: CallRoom, calls: readonly ToolCall[]): Promise<Result[]> {
  const results = calls.map(async (call, at): Promise<Result> => {
    const said = refusalOf(room, call, at) ?? (await carryOut(room, call));
    return { role: 'tool', callId: call.id, tool: call.tool, ...said };
  });
  return Promise.all(results);
}
