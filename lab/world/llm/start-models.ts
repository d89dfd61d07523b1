import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { ANTHROPIC } from './anthropic.ts';
import { CHAT_COMPLETIONS } from './chat-completions.ts';
import { embed } from './embed.ts';
import { OLLAMA } from './ollama.ts';
import { play } from './play.ts';
import type { Protocol } from './protocol.ts';
import type { Script, SeenRequest } from './reply.ts';
import { RESPONSES } from './responses.ts';

/** Stand-ins for the servers of every provider, on one port. */
export interface ModelStandIns {
  /** Before each API's own paths. */
  urls: { anthropic: string; openai: string; compatible: string; ollama: string };
  /** Every request so far. */
  seen: SeenRequest[];
  /** What is answered from now on. */
  script: (script: Script) => void;
  close: () => Promise<void>;
}

const PROTOCOLS: readonly Protocol[] = [ANTHROPIC, RESPONSES, CHAT_COMPLETIONS, OLLAMA];

/** Keys that begin so are refused. */
const WRONG_KEY = /^(?:Bearer )?wrong/;

function keyProblem({ keyHeader }: Protocol, headers: SeenRequest['headers']): string | undefined {
  const given = headers[keyHeader ?? 'authorization'];
  if (keyHeader !== undefined && given === undefined) return 'No API key was sent.';
  return typeof given === 'string' && WRONG_KEY.test(given)
    ? `Incorrect API key provided: ${given}.`
    : undefined;
}

/** Starts them on a free port; without a script every answer is "Hello from <model>." */
export async function startModels(): Promise<ModelStandIns> {
  const seen: SeenRequest[] = [];
  let script: Script = ({ body }) => ({ text: `Hello from ${String(body['model'])}.` });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    const body = request.method === 'POST' ? ((await json(request)) as SeenRequest['body']) : {};
    const asked: SeenRequest = { path, headers: request.headers, body };
    seen.push(asked);
    const protocol = PROTOCOLS.find((one) => one.path === path);
    if (protocol === undefined) return embed(response, asked, script);
    const model = String(body['model']);
    const problem = keyProblem(protocol, request.headers);
    const fault = problem && {
      kind: 'status' as const,
      status: 401,
      type: 'authentication_error',
      words: problem,
    };
    await play(response, protocol, { model, reply: fault ? { fault } : script(asked) });
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const v1 = `${url}/v1`;
  return {
    urls: { anthropic: v1, openai: v1, compatible: v1, ollama: url },
    seen,
    script: (next) => {
      script = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
