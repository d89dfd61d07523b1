/** An answer of the HTTP API, before it is written. */
export interface Answer {
  status: number;
  body: unknown;
}

/** A request as far as the API looks at it: the parameters of URL and form together. */
export interface ApiRequest {
  path: string;
  params: URLSearchParams;
}

type ErrorType = 'bad_data' | 'execution' | 'not_found' | 'internal' | 'unavailable';

const STATUS: Record<ErrorType, number> = {
  bad_data: 400,
  execution: 422,
  not_found: 404,
  internal: 500,
  unavailable: 503,
};

/** Ends a request with an error in Prometheus' own shape. */
export class ApiError extends Error {
  readonly type: ErrorType;
  constructor(type: ErrorType, message: string) {
    super(message);
    this.type = type;
  }
}

export function badParameter(name: string, problem: string): ApiError {
  return new ApiError('bad_data', `invalid parameter ${JSON.stringify(name)}: ${problem}`);
}

export function success(data: unknown): Answer {
  return { status: 200, body: { status: 'success', data } };
}

export function failure({ type, message }: ApiError): Answer {
  return { status: STATUS[type], body: { status: 'error', errorType: type, error: message } };
}
