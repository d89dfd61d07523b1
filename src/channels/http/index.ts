export { createHttpServer } from './create-server.ts';
export type { Door, HttpDeps, HttpServer, Readiness } from './http-deps.ts';
export { chatRequestSchema, chatResultSchema, errorBodySchema, statusSchema } from './contract.ts';
export type { ChatRequest, ChatResult, ErrorBody, Status } from './contract.ts';
export { askerOf, factsOf } from './guard.ts';
export { toErrorBody } from './errors.ts';
