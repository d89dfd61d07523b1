import { z } from 'zod';

const text = z
  .string()
  .nullish()
  .transform((value) => (value == null || value === '' ? undefined : value));
const named = z.object({ name: z.string().min(1) }).loose();
const namedList = z
  .array(z.unknown())
  .nullish()
  .transform((items) => (items ?? []).flatMap((item) => named.safeParse(item).data ?? []));

/** The frame of a kubeconfig; its entries are parsed one by one, so that a broken one spoils only itself. */
export const kubeconfigSchema = z.object({
  'current-context': text,
  contexts: namedList,
  clusters: namedList,
  users: namedList,
});

export const contextSchema = z.object({
  name: z.string(),
  context: z.object({ cluster: z.string().min(1), user: text, namespace: text }),
});

export const clusterSchema = z.object({
  name: z.string(),
  cluster: z.object({
    server: z.url({ protocol: /^https?$/ }),
    'certificate-authority': text,
    'certificate-authority-data': text,
    'insecure-skip-tls-verify': z.boolean().nullish(),
    'tls-server-name': text,
    'proxy-url': text,
  }),
});

const execSchema = z
  .object({
    command: z.string().min(1),
    args: z
      .array(z.string())
      .nullish()
      .transform((value) => value ?? []),
    env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  })
  .loose();

export const userSchema = z.object({
  name: z.string(),
  user: z
    .object({
      'client-certificate': text,
      'client-certificate-data': text,
      'client-key': text,
      'client-key-data': text,
      token: text,
      'token-file': text,
      tokenFile: text,
      username: text,
      password: text,
      as: text,
      exec: execSchema.nullish().transform((value) => value ?? undefined),
      'auth-provider': z
        .object({ name: z.string() })
        .loose()
        .nullish()
        .transform((value) => value ?? undefined),
    })
    .nullish()
    .transform((value) => value ?? undefined),
});

/** A cluster of the kubeconfig: where it is and how it is recognised. Paths are absolute. */
export interface ClusterEntry {
  name: string;
  server: string;
  caFile?: string;
  caData?: string;
  skipTlsVerify: boolean;
  tlsServerName?: string;
  proxyUrl?: string;
}

/** A user of the kubeconfig: how to be let in. Paths are absolute. */
export interface UserEntry {
  name: string;
  certFile?: string;
  certData?: string;
  keyFile?: string;
  keyData?: string;
  token?: string;
  tokenFile?: string;
  username?: string;
  password?: string;
  impersonate?: string;
  exec?: z.output<typeof execSchema>;
  authProvider?: { name: string };
}
