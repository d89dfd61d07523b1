import type { Span } from './span.ts';

/** Tokens that are recognised by their own shape, whatever stands around them. Each starts at the beginning of a word. */
const SHAPES = [
  'eyJ[\\w-]{8,}\\.[\\w-]{4,}\\.[\\w-]{8,}', // JSON web token
  'eyJ[\\w-]{8,}\\.[\\w-]*\\.[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]{8,}', // encrypted JSON web token
  '(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![\\w-])', // AWS access key id
  'AIza[\\w-]{35}', // Google API key
  'ya29\\.[\\w-]{20,}', // Google OAuth
  'GOCSPX-[\\w-]{20,}', // Google client secret
  'gh[pousr]_\\w{30,}', // GitHub
  'github_pat_\\w{22,}',
  'gl(?:pat|ptt|rt|dt|cbt|ft|soat|imt|agent|oas)-[\\w-]{20,}', // GitLab
  'xox[a-z](?:\\.xox[a-z])?-[\\w-]{10,}', // Slack
  'xapp-\\d-[\\w-]{10,}',
  '[rsp]k_(?:live|test|prod)_\\w{10,}', // Stripe
  'sk-(?:proj-|ant-|svcacct-|or-)?[\\w-]{20,}(?![\\w-])', // OpenAI, Anthropic
  'npm_\\w{36}', // npm
  'pypi-AgE[\\w-]{20,}', // PyPI
  'dckr_[a-z]{3}_[\\w-]{20,}', // Docker Hub
  'hv[sbr]\\.[\\w-]{20,}', // HashiCorp Vault
  'hf_[A-Za-z]{30,}', // Hugging Face
  'do[opr]_v1_[a-f0-9]{64}', // DigitalOcean
  'SG\\.[\\w-]{16,}\\.[\\w-]{16,}', // SendGrid
  'dop_v1_[a-f0-9]{64}',
  'glsa_\\w{32,}', // Grafana
  'glc_[\\w+/=]{32,}',
  'lin_api_\\w{30,}', // Linear
  'shp(?:at|ca|pa|ss)_[a-f0-9]{32}', // Shopify
  'AGE-SECRET-KEY-1[A-Z0-9]{50,}', // age
  'sha256~[\\w-]{40,}', // OpenShift
  'ATATT3[\\w=-]{30,}', // Atlassian
  'dapi[a-f0-9]{32}', // Databricks
  'NRAK-[A-Z0-9]{20,}', // New Relic
  'v1\\.0-[a-f0-9]{24}-[a-f0-9]{100,}', // Cloudflare origin
];

const TOKEN = new RegExp(`(?<![\\w-])(?:${SHAPES.join('|')})`, 'g');
/** An Azure application secret has its mark in the middle. */
const AZURE = /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/g;
const SLACK_HOOK = /(?<=hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/-]{20,}/g;
const HIDDEN_IN_URL = /(?<=[?&](?:sig|signature|code|x-amz-signature|x-goog-signature)=)[\w%+/=-]{16,}/gi;

/** Tokens and keys of known providers. */
export function findTokens(text: string): Span[] {
  return [TOKEN, AZURE, SLACK_HOOK, HIDDEN_IN_URL].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  );
}
