/* eslint max-lines: off -- a list of texts */
/** One place of a file that a commit changes. `{service}`, `{ext}` and `{number}` are filled in. */
export interface Edit {
  path: string;
  added?: boolean;
  before: string[];
  after: string[];
}

/** What a pull request is about. */
export interface Topic {
  name: string;
  title: string;
  body: string;
  /** Nothing breaks through it. */
  harmless: boolean;
  edits: Edit[];
}

/** What must have been in a release that misbehaves; named after the effect it has. */
const TROUBLESOME: Omit<Topic, 'harmless'>[] = [
  {
    name: 'crash',
    title: 'Move to configuration schema 7',
    body: 'Schema 7 lets every team set its own limits. The old keys stay readable for one more release.',
    edits: [
      { path: 'config/service.yaml', before: ['schema: 6'], after: ['schema: 7'] },
      { path: 'src/config/load.{ext}', before: ['const maxSchema = 5'], after: ['const maxSchema = 6'] },
    ],
  },
  {
    name: 'errors',
    title: 'Validate answers of upstream services strictly',
    body: 'Unknown fields are refused from now on, so that we notice changes early.',
    edits: [
      {
        path: 'src/client/decode.{ext}',
        before: ['  return decode(body)'],
        after: [
          '  const answer = decodeStrict(body)',
          '  if (answer.unknown.length > 0) throw new UpstreamError(answer)',
          '  return answer',
        ],
      },
    ],
  },
  {
    name: 'latency',
    title: 'Show availability beside every item',
    body: 'Reads the availability of each item when the list is put together.',
    edits: [
      {
        path: 'src/list/assemble.{ext}',
        before: ['  return items'],
        after: [
          '  for (const item of items) {',
          '    item.availability = await availabilityOf(item.id)',
          '  }',
          '  return items',
        ],
      },
      { path: 'src/list/assemble.test.{ext}', before: [], after: ["  test('has availability', () => {})"] },
    ],
  },
  {
    name: 'pool',
    title: 'Smaller connection pool to save connections of the database',
    body: 'The database reported too many idle connections.',
    edits: [
      {
        path: 'config/database.yaml',
        before: ['  max_connections: 40', '  idle_timeout: 30s'],
        after: ['  max_connections: 8', '  idle_timeout: 300s'],
      },
    ],
  },
  {
    name: 'memory',
    title: 'Keep prepared answers in memory',
    body: 'Answers are kept by their full URL, so that repeated requests cost nothing.',
    edits: [
      {
        path: 'src/cache/answers.{ext}',
        before: ['const answers = new LruCache(5_000)'],
        after: ['const answers = new Map<string, Answer>()'],
      },
    ],
  },
  {
    name: 'queue',
    title: 'Handle messages one at a time',
    body: 'Two workers took the same message. One at a time is safe.',
    edits: [{ path: 'config/consumer.yaml', before: ['concurrency: 16'], after: ['concurrency: 1'] }],
  },
  {
    name: 'cpu',
    title: 'Check every request against its JSON schema',
    body: 'Schemas are compiled when they are needed.',
    edits: [
      {
        path: 'src/http/validate.{ext}',
        before: ['  return next(request)'],
        after: [
          '  const check = compileSchema(schemaFor(request.path))',
          '  check(request.body)',
          '  return next(request)',
        ],
      },
      { path: 'package.json', before: ['    "ajv": "^6.12.6",'], after: ['    "ajv": "^8.17.1",'] },
    ],
  },
  {
    name: 'throttled',
    title: 'Limit CPU like everybody else',
    body: 'The cost report names us first.',
    edits: [
      {
        path: 'deploy/values.yaml',
        before: ['    memory: 256Mi'],
        after: ['    memory: 256Mi', '    cpu: 100m'],
      },
    ],
  },
  {
    name: 'traffic',
    title: 'Retry failed calls more often',
    body: 'Single errors of a neighbour should not reach customers.',
    edits: [
      {
        path: 'config/clients.yaml',
        before: ['  retries: 1', '  backoff: 200ms'],
        after: ['  retries: 5', '  backoff: 0ms'],
      },
    ],
  },
];

const HARMLESS: Omit<Topic, 'harmless'>[] = [
  {
    name: 'log-fields',
    title: 'Log the request id with every line',
    body: 'Makes it possible to follow one request.',
    edits: [
      {
        path: 'src/log/logger.{ext}',
        before: ['  write(level, message)'],
        after: ['  write(level, message, { request_id: current() })'],
      },
      {
        path: 'src/log/logger.test.{ext}',
        before: [],
        after: ["  test('names the request', () => expect(lines[0].request_id).toBe('r1'))"],
      },
    ],
  },
  {
    name: 'bump-patch',
    title: 'Bump dependencies (patch releases)',
    body: 'Patch releases of the last two weeks.',
    edits: [
      { path: 'package.json', before: ['    "undici": "^6.19.2",'], after: ['    "undici": "^6.19.8",'] },
      {
        path: 'package-lock.json',
        before: ['      "version": "6.19.2",'],
        after: ['      "version": "6.19.8",'],
      },
    ],
  },
  {
    name: 'docs',
    title: 'Describe how to run {service} on a laptop',
    body: 'New colleagues asked.',
    edits: [
      {
        path: 'docs/running.md',
        before: ['Ask in #help.'],
        after: ['Run `make up`, then open http://localhost:8080.'],
      },
    ],
  },
  {
    name: 'refactor',
    title: 'Split the request handler',
    body: 'No change of behaviour.',
    edits: [
      {
        path: 'src/http/handler.{ext}',
        before: ['  parse(); check(); answer()'],
        after: ['  return answer(check(parse()))'],
      },
      {
        path: 'src/http/parse.{ext}',
        added: true,
        before: [],
        after: ['export function parse(request: Request) {', '  return request.body', '}'],
      },
      {
        path: 'src/http/handler.test.{ext}',
        before: [],
        after: ["  test('answers as before', () => expect(status).toBe(200))"],
      },
    ],
  },
  {
    name: 'index',
    title: 'Index {service} rows by their date',
    body: 'The nightly report reads a whole table. Built concurrently, may be dropped at any time.',
    edits: [
      {
        path: 'migrations/{number}_index_by_date.sql',
        added: true,
        before: [],
        after: ['CREATE INDEX CONCURRENTLY IF NOT EXISTS rows_by_date ON rows (created_at);'],
      },
    ],
  },
  {
    name: 'base-image',
    title: 'Newer base image',
    body: 'Closes two findings of the scanner.',
    edits: [
      {
        path: 'Dockerfile',
        before: ['FROM gcr.io/distroless/base-debian12:20260901'],
        after: ['FROM gcr.io/distroless/base-debian12:20261001'],
      },
    ],
  },
  {
    name: 'ci-cache',
    title: 'Cache packages in CI',
    body: 'Three minutes less for everybody.',
    edits: [
      {
        path: '.github/workflows/ci.yaml',
        before: ['      - run: make deps'],
        after: ['      - uses: actions/cache@v4', '      - run: make deps'],
      },
    ],
  },
  {
    name: 'timeouts',
    title: 'Set a timeout on outgoing calls',
    body: 'Two seconds, as agreed in the review of the last incident.',
    edits: [
      { path: 'config/clients.yaml', before: ['  timeout: 0s'], after: ['  timeout: 2s'] },
      {
        path: 'src/client/call.{ext}',
        before: ['  return fetch(url)'],
        after: ['  return fetch(url, { signal: AbortSignal.timeout(limit) })'],
      },
    ],
  },
  {
    name: 'metrics',
    title: 'Count what is refused',
    body: 'One more counter, by reason.',
    edits: [
      {
        path: 'src/metrics/counters.{ext}',
        before: ["export const served = counter('served')"],
        after: [
          "export const served = counter('served')",
          "export const refused = counter('refused', ['reason'])",
        ],
      },
    ],
  },
];

/** Everything that pull requests are about. */
export const TOPICS: readonly Topic[] = [
  ...TROUBLESOME.map((topic) => ({ ...topic, harmless: false })),
  ...HARMLESS.map((topic) => ({ ...topic, harmless: true })),
];
