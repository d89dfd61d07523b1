import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';
import { z } from 'zod';
import { InputError, UpstreamError } from '#ground/errors';

const kubeconfigSchema = z.object({
  clusters: z
    .array(z.object({ cluster: z.object({ server: z.string(), 'certificate-authority-data': z.string() }) }))
    .min(1),
  users: z.array(z.object({ user: z.object({ token: z.string() }) })).min(1),
});

interface LabRequest {
  method: 'GET' | 'POST';
  path: '/lab/scenarios' | '/lab/break' | '/lab/heal';
  body?: { scenario?: string };
}

/** Tells a running lab/world what to do, through the address and token in the kubeconfig that it wrote. Resolves to its JSON answer. */
export async function controlLab(kubeconfigText: string, asked: LabRequest): Promise<unknown> {
  const { clusters, users } = kubeconfigSchema.parse(parse(kubeconfigText));
  const { server = '', 'certificate-authority-data': ca = '' } = clusters[0]?.cluster ?? {};
  const { status, body } = await send(asked, { server, ca, token: users[0]?.user.token ?? '' }).catch(
    notRunning,
  );
  const answer = parseJson(body);
  if (status < 300) return answer;
  throw new InputError({ code: 'lab-refused', message: reasonOf(answer) ?? `The lab answered ${status}.` });
}

interface LabServer {
  server: string;
  /** base64 of its certificate authority. */
  ca: string;
  token: string;
}

function send({ method, path, body }: LabRequest, { server, ca, token }: LabServer) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const going = request(new URL(path, server), { method, headers, ca: Buffer.from(ca, 'base64') });
    going.on('error', reject).on('response', (response) => {
      text(response).then((all) => {
        resolve({ status: response.statusCode ?? 0, body: all });
      }, reject);
    });
    going.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function reasonOf(answer: unknown): string | undefined {
  const parsed = z.object({ message: z.string() }).safeParse(answer);
  return parsed.success ? parsed.data.message : undefined;
}

function notRunning(cause: unknown): never {
  throw new UpstreamError({
    code: 'no-lab',
    message:
      'The simulated company is not running. Start it with `npm start` (without a kubeconfig) or `npm run jamie -- lab serve`.',
    cause,
    retryable: true,
  });
}
