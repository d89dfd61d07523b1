export { PAGERDUTY_PATH, webhooksDoor } from './webhooks-door.ts';
export type { WebhooksDeps } from './webhooks-door.ts';
