/** A request as a system's API looks at it: the parameters of URL and form together. */
export interface HttpRequest {
  method: string;
  path: string;
  params: URLSearchParams;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  body: string;
}

/** An answer before it is written: text as it is, anything else as JSON. */
export interface HttpAnswer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** Answers for one system; undefined means that there is no such page. */
export type Answerer = (request: HttpRequest) => HttpAnswer | undefined;
