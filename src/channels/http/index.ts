export { createHttpServer } from './create-server.ts';
export type { Door, HttpDeps, HttpServer, Readiness } from './http-deps.ts';
export { chatResultSchema } from './contract.ts';
export type { ModelReport } from './model-report.ts';
export type { ChatResult, ErrorBody, Status } from './contract.ts';
export { askerOf } from './guard.ts';
export { toErrorBody } from './errors.ts';
