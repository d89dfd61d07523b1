import type { CheckFamily } from '../draft.ts';
import { checkGateway, checkGatewayClass } from './gateways.ts';
import { checkRoute } from './routes.ts';

/** The Gateway API: classes, gateways with their listeners, routes. */
export const GATEWAY_CHECKS: CheckFamily = {
  checks: [
    {
      id: 'gateway-class-not-accepted',
      title: 'No controller accepts a GatewayClass',
      looksAt: ['GatewayClass', 'Gateway'],
    },
    { id: 'gateway-not-programmed', title: 'A Gateway is not served', looksAt: ['Gateway', 'GatewayClass'] },
    { id: 'gateway-listener', title: 'A listener of a Gateway cannot work', looksAt: ['Gateway', 'Secret'] },
    {
      id: 'route-not-accepted',
      title: 'A route is not taken by its Gateway',
      looksAt: ['HTTPRoute', 'Gateway'],
    },
    {
      id: 'route-backend',
      title: 'A route leads to a Service that is missing or down',
      looksAt: ['HTTPRoute', 'Service', 'EndpointSlice'],
    },
  ],
  run: (index) => [
    ...index.list('GatewayClass').flatMap((one) => checkGatewayClass(index, one)),
    ...index.list('Gateway').flatMap((one) => checkGateway(index, one)),
    ...index.list('HTTPRoute').flatMap((one) => checkRoute(index, one)),
  ],
};
