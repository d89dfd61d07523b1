/** A provider as errors speak of it. */
export interface Provider {
  /** As people say it: "Anthropic". */
  name: string;
  /** Begins the codes of errors: `anthropic` makes `anthropic-busy`. */
  code: string;
  /** Where it is asked, with the path before the API's own. */
  url: string;
  /** Sent as the API wants it; never shown. */
  key?: string;
  /** The settings that mend it. */
  settings: { key: string; url: string };
}
