import type { ServerResponse } from 'node:http';
import type { Breaker } from '../breaking.ts';
import { ApiError, badRequest, failure } from '../kube/errors.ts';
import type { ApiRequest } from './request.ts';
import { parseBody } from './request.ts';
import { sendJson, sendStatus } from './respond.ts';

function textField(request: ApiRequest, field: string): string | undefined {
  const value = request.body.length > 0 ? parseBody(request)[field] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function act(breaker: Breaker, request: ApiRequest): object {
  const route = `${request.method} ${request.path}`;
  switch (route) {
    case 'GET /lab/scenarios':
      return { scenarios: breaker.scenarios(), active: breaker.active() };
    case 'POST /lab/break': {
      const scenario = textField(request, 'scenario');
      if (scenario === undefined) throw badRequest('scenario: say which');
      return breaker.break(scenario, { cluster: textField(request, 'cluster') });
    }
    case 'POST /lab/heal':
      breaker.heal(textField(request, 'scenario'));
      return { active: breaker.active() };
    default:
      throw failure('NotFound', `there is no ${route}`);
  }
}

/** Breaks and heals from outside, for holders of the admin token. */
export function controlLab(breaker: Breaker, request: ApiRequest, response: ServerResponse): void {
  try {
    if (!request.user.groups.includes('system:masters'))
      throw failure('Forbidden', 'the admin token is needed');
    sendJson(response, 200, act(breaker, request));
  } catch (error) {
    const text = error instanceof Error ? error.message : 'unknown';
    const known = error instanceof ApiError ? error : badRequest(text);
    sendStatus(response, known.status);
  }
}
