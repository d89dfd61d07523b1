import { z } from 'zod';
import { createHttpClient } from '#connectors/kit';
import type { Endpoint, HttpClient, Question } from '#connectors/kit';
import { ConfigError, InputError, UpstreamError } from '#ground/errors';
import type { HouseError } from '#ground/errors';

/** A client of one Argo CD. Every fault is an error that names the instance and who must act. */
export interface ArgocdClient {
  host: string;
  read: <Schema extends z.ZodType>(question: Question, schema: Schema) => Promise<z.output<Schema>>;
}

const fault = z.object({ error: z.string().optional(), code: z.number().optional(), message: z.string() });
const LONGEST = 600;

function wordsIn(client: HttpClient, received: Awaited<ReturnType<HttpClient['ask']>>): string | undefined {
  const parsed = fault.safeParse(client.parse(received));
  return parsed.success ? parsed.data.message.slice(0, LONGEST) : undefined;
}

function refusal(
  client: HttpClient,
  name: string,
  { status, words }: { status: number; words?: string },
): HouseError {
  if (words === undefined || status === 401) return client.errors.status(status);
  const said = `The Argo CD "${name}" (${client.host})`;
  if (status === 403)
    return new ConfigError({
      code: 'argocd-forbidden',
      message: `${said} does not let this token read that: ${words}. Check the roles of its account.`,
    });
  if (status === 404)
    return new InputError({ code: 'not-in-argocd', message: `${said} knows no such thing: ${words}.` });
  if (status === 400)
    return new InputError({ code: 'argocd-refused', message: `${said} refuses this: ${words}.` });
  return new UpstreamError({
    code: 'argocd-failing',
    message: `${said} could not answer: ${words}.`,
    retryable: status >= 500 || status === 429,
    status,
  });
}

/** Talks to the Argo CD behind an endpoint; asks nothing yet. */
export function createArgocdClient(endpoint: Endpoint, name: string): ArgocdClient {
  const settings = {
    url: `the URL of the Argo CD "${name}"`,
    credentials: `the token of the Argo CD "${name}"`,
    ca: `the authority (ca) of the Argo CD "${name}"`,
  };
  const client = createHttpClient(endpoint, { name: 'Argo CD', code: 'argocd', settings });
  return {
    host: client.host,
    async read(question, schema) {
      const received = await client.ask(question);
      const { status } = received;
      if (status !== 200) throw refusal(client, name, { status, words: wordsIn(client, received) });
      return client.shape(schema, client.parse(received));
    },
  };
}
