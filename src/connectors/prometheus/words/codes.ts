/** The labels that may hold the status code of an answer. */
export const CODES = [
  'code',
  'status',
  'status_code',
  'http_status',
  'http_status_code',
  'http_response_status_code',
  'response_code',
] as const;
