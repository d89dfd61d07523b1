/** What messages of failed syncs and comparisons mean, and what helps. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [
    /admission webhook "[^"]*" denied/i,
    'A policy of the cluster (an admission webhook) refused the object; its message says what it wants.',
  ],
  [
    /failed calling webhook/i,
    'The cluster asks an admission webhook that does not answer; the webhook must work again, or be removed, first.',
  ],
  [
    /field is immutable|updates to statefulset spec for fields other than/i,
    'A field was changed that cannot be changed on a living object: it must be deleted and created again (Replace), or the change taken back.',
  ],
  [/exceeded quota/i, "The namespace's resource quota is used up."],
  [
    /is forbidden|cannot (create|patch|update|delete) resource/i,
    'The account that Argo CD uses in that cluster may not do this.',
  ],
  [
    /namespaces? "[^"]*" not found/i,
    'The namespace does not exist; create it, or sync with CreateNamespace=true.',
  ],
  [
    /no matches for kind|could not find (the requested resource|\S+ for requested resource)|the server could not find the requested/i,
    'The cluster does not know this kind: its CustomResourceDefinition is missing or of another version.',
  ],
  [
    /app path does not exist/i,
    'The repository has no such folder at this revision: the path of the application is wrong, or the folder was moved.',
  ],
  [
    /unable to resolve '?[^']*'? to a commit|unknown revision|couldn't find remote ref/i,
    'The branch, tag or commit that the application follows does not exist.',
  ],
  [
    /authentication required|could not read username|permission denied \(publickey\)|repository not (found|accessible)/i,
    'Argo CD may not read the Git repository: its credentials are missing, wrong or expired.',
  ],
  [
    /helm template|kustomize build|failed to generate manifest|manifest generation error|error converting yaml/i,
    'The manifests cannot be made from what is in Git: the message says which file does not render.',
  ],
  [
    /metadata\.annotations: too long/i,
    'The object is too large for client-side apply; sync with ServerSideApply=true.',
  ],
  [
    /is part of applications? .* and /i,
    'Two applications claim the same object and will keep overwriting each other.',
  ],
  [
    /not permitted in project|is not allowed in project|do not match any of the allowed/i,
    'The project of the application does not allow this repository, cluster, namespace or kind.',
  ],
  [
    /connection refused|i\/o timeout|no such host|context deadline exceeded|tls handshake/i,
    'Argo CD cannot reach the cluster or the repository.',
  ],
  [
    /spec\.\S+: (required value|invalid value)|is invalid:|unknown field/i,
    'The manifest in Git is not valid for the cluster; the message names the field.',
  ],
];

/** What a message of Argo CD means; undefined when it is not known. */
export function explain(message: string | null | undefined): string | undefined {
  return MEANINGS.find(([pattern]) => pattern.test(message ?? ''))?.[1];
}
