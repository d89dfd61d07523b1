/** Who asks, as the door that let them in knows them. */
export interface Asker {
  /** Stable; `local-owner` on an unconfigured loopback. */
  personId: string;
  name?: string;
  channel: 'web' | 'terminal' | 'slack' | 'mcp' | 'api' | 'webhook';
  /** IANA name; the server's own when unknown. */
  timeZone?: string;
}

/** `auto`: the embedded reasoner where it understands everything, a model for the rest and for open questions. */
export const REASONER_CHOICES = ['auto', 'embedded', 'model'] as const;
export type ReasonerChoice = (typeof REASONER_CHOICES)[number];
