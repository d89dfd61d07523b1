/** What part of a system a file belongs to. */
export const AREAS = [
  'app code',
  'config',
  'dependencies',
  'infrastructure',
  'database migration',
  'tests',
  'docs',
  'other',
] as const;
export type Area = (typeof AREAS)[number];

const CODE =
  /\.(c|cc|cpp|cs|clj|dart|ex|exs|erl|fs|go|groovy|h|hpp|hs|java|js|jsx|jl|kt|kts|lua|m|ml|mjs|cjs|php|pl|ps1|py|r|rb|rs|scala|sh|svelte|swift|ts|tsx|vb|vue|html|css|scss|less|proto|graphql|gql|tmpl|erb|twig|thrift)$/;

/** In this order: a test of a migration is a test, a migration in SQL no code. */
const RULES: readonly (readonly [Area, RegExp])[] = [
  ['tests', /(^|\/)(tests?|__tests__|__mocks__|specs?|e2e|cypress|testdata|fixtures|snapshots)\//],
  [
    'tests',
    /(_test\.\w+|\.(test|spec|stories)\.\w+|(^|\/)test_[^/]*\.py|tests?\.(java|kt|cs|scala|swift|php))$/,
  ],
  [
    'dependencies',
    /(^|\/)(package(-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|go\.(mod|sum|work)|requirements[^/]*\.(txt|in)|constraints\.txt|poetry\.lock|uv\.lock|pipfile(\.lock)?|pyproject\.toml|setup\.(py|cfg)|cargo\.(toml|lock)|pom\.xml|build\.gradle(\.kts)?|gradle\.lockfile|libs\.versions\.toml|gemfile(\.lock)?|[^/]*\.gemspec|composer\.(json|lock)|mix\.(exs|lock)|[^/]*\.csproj|packages\.(config|lock\.json)|directory\.packages\.props|package\.(swift|resolved)|chart\.lock)$/,
  ],
  [
    'database migration',
    /(^|\/)(migrations?|migrate|db\/changelog|alembic\/versions|flyway|liquibase)\/|(^|\/)v\d+(_\d+)*__[^/]+\.(sql|java)$|\.sql$|(^|\/)(schema\.(rb|prisma)|structure\.sql)$/,
  ],
  [
    'docs',
    /(^|\/)(docs?|documentation|adr|rfcs?)\/|\.(md|mdx|rst|adoc|asciidoc)$|(^|\/)(licen[cs]e|notice|authors|changelog|codeowners)[^/]*$/,
  ],
  [
    'infrastructure',
    /(^|\/)(dockerfile|containerfile|jenkinsfile|makefile|procfile|tiltfile|skaffold\.ya?ml|kustomization\.ya?ml|chart\.yaml|helmfile\.ya?ml|docker-compose[^/]*|compose\.ya?ml|azure-pipelines\.yml|\.gitlab-ci\.yml|\.travis\.yml|cloudbuild\.yaml|serverless\.yml)[^/]*$|(^|\/)[^/]*\.?dockerfile$/,
  ],
  [
    'infrastructure',
    /(^|\/)(\.github\/(workflows|actions)|\.circleci|\.buildkite|terraform|terragrunt|pulumi|cdk|cloudformation|ansible|k8s|kubernetes|manifests?|helm|charts?|kustomize|overlays|deploy(ments?)?|infra(structure)?|argocd|gitops|ops)\//,
  ],
  ['infrastructure', /\.(tf|tfvars|hcl|bicep|nomad)$/],
  [
    'config',
    /(^|\/)(config|configs|configuration|conf|settings|flags|feature-flags|environments?)\/|\.(ya?ml|json|toml|ini|cfg|conf|properties|xml|env)$|(^|\/)\.env[^/]*$|(^|\/)\.[\w-]+rc$/,
  ],
  ['app code', CODE],
];

/** The area of a file by its path. Source code below a folder named config is code. */
export function areaOf(path: string): Area {
  const low = path.toLowerCase();
  const [area = 'other'] = RULES.find(([, pattern]) => pattern.test(low)) ?? [];
  const isCodeAllTheSame =
    CODE.test(low) && (area === 'config' || area === 'infrastructure') && !/\.(sh|ps1)$/.test(low);
  return isCodeAllTheSame ? 'app code' : area;
}
