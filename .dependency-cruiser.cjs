// eslint-disable-next-line @typescript-eslint/no-require-imports -- a CommonJS file
const { readdirSync } = require('node:fs');

/**
 * Who may import whom (../docs/ARCHITECTURE.md has the same table in words). Downward only; what a row does not list is forbidden.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const CONNECTOR_NEEDS = ['src/connectors/kit', 'src/diagnosis/evidence', 'src/ground'];
const CONNECTORS = readdirSync(`${__dirname}/src/connectors`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'kit')
  .map(({ name }) => [`src/connectors/${name}`, CONNECTOR_NEEDS]);

const ROOMS = {
  'src/ground': [],
  'src/diagnosis': ['src/ground/text'],
  'src/access': ['src/ground'],
  'src/connectors/kit': ['src/ground'],
  ...Object.fromEntries(CONNECTORS),
  'src/llm/spec': ['src/ground'],
  'src/llm': ['src/llm/spec', 'src/ground'],
  'src/brain': ['src/diagnosis', 'src/connectors/kit', 'src/llm/spec', 'src/access', 'src/ground'],
  'src/channels': ['src/brain', 'src/access', 'src/ground'],
  'lab/world': [],
};

/** A room's `import type` of a connector's index is allowed to these: the values come from compose. */
const MAY_TYPE_CONNECTORS = '^src/brain/';

const roomRules = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `imports-of-${room.replaceAll('/', '-')}`,
  comment: `${room} may import only: ${allowed.join(', ') || 'nothing of ours'}.`,
  severity: 'error',
  from: { path: `^${room}/`, pathNot: '\\.test\\.ts$' },
  to: {
    path: '^(src|lab|tests|portal)/',
    pathNot: [
      `^${room}/`,
      ...allowed.map((other) => `^${other}/`),
      ...(room === 'src/brain' ? ['^src/connectors/[^/]+/index\\.ts$'] : []),
    ],
  },
}));

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'rooms-by-their-index',
      comment: 'Another room is entered through its index.ts only.',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^src/(ground/[^/]+|connectors/[^/]+|channels/[^/]+|llm|brain|diagnosis|access)/.+',
        pathNot: [
          '^src/$1/',
          '^src/(ground/[^/]+|connectors/[^/]+|channels/[^/]+|llm|llm/spec|brain|diagnosis|access|diagnosis/evidence)/index\\.ts$',
        ],
      },
    },
    {
      name: 'brain-takes-connectors-as-types',
      comment: 'brain needs a connector only as a type; compose hands it the value.',
      severity: 'error',
      from: { path: MAY_TYPE_CONNECTORS, pathNot: '\\.test\\.ts$' },
      to: { path: '^src/connectors/(?!kit/)[^/]+/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'connectors-are-no-siblings',
      severity: 'error',
      from: { path: '^src/connectors/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/connectors/([^/]+)/', pathNot: ['^src/connectors/$1/', '^src/connectors/kit/'] },
    },
    {
      name: 'no-dev-packages-in-the-product',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    ...roomRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
