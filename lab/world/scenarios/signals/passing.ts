import { SERVICES } from '../../company/services.ts';
import type { Random } from '../../engine/random.ts';
import { alerting } from '../../prometheus/rules/book.ts';
import { addRule } from '../../prometheus/rules/own-rules.ts';
import { pickService } from '../targets.ts';
import {
  between,
  deploy,
  feltBy,
  isCalled,
  minutes,
  minutesAgo,
  signalScenario,
  suffer,
} from './incident.ts';

const FRONT = ['checkout', 'storefront', 'search', 'orders'];

function front(random: Random) {
  return pickService(random, ({ name }) => FRONT.includes(name));
}

const healthy = (kind: string, name: string, feels: 'slow' | 'errors') => ({
  causes: [],
  kind,
  victims: [name],
  feels,
});

export const recovered = signalScenario(
  'recovered-by-itself',
  'A service failed for some minutes and recovered by itself',
  (random) => {
    const service = pickService(random, isCalled);
    const lasted = minutesAgo(random, 9, 14);
    return {
      place: service,
      truth: {
        causes: [service.name],
        kind: 'errors',
        victims: feltBy(random, service.name, 'errors'),
        feels: 'errors',
        isOver: true,
      },
      began: lasted + minutesAgo(random, 12, 20),
      inject: (stage) =>
        suffer(stage, { ...service, endsAfterMs: minutes(lasted) }, { errors: between(random, 0.3, 0.6) }),
    };
  },
);

export const flapping = signalScenario(
  'readiness-flapping',
  'A service fails for a minute or two, again and again',
  (random) => {
    const service = pickService(random, isCalled);
    const errors = between(random, 0.4, 0.8);
    return {
      place: service,
      truth: {
        causes: [service.name],
        kind: 'flapping',
        victims: feltBy(random, service.name, 'errors'),
        feels: 'errors',
      },
      began: 36,
      inject(stage) {
        const says = 'not ready: warming up';
        for (let at = 0; at < 36; at += 6)
          stage.cluster.timeline.after(`flapping/${at}`, minutes(at), () =>
            suffer(stage, { ...service, endsAfterMs: minutes(3) }, { errors, says }),
          );
      },
    };
  },
);

export const calmDeploy = signalScenario(
  'healthy-deploy',
  'A new release was rolled out just now, and all is well',
  (random) => {
    const service = front(random);
    return {
      place: service,
      truth: {
        ...healthy('release', service.name, random.pick(['slow', 'errors'])),
        redHerrings: [service.name],
      },
      began: minutesAgo(random, 8, 20),
      inject: (stage) => void deploy(stage, service),
    };
  },
);

export const calmInnerDeploy = signalScenario(
  'healthy-inner-deploy',
  'Two inner services were released within minutes, and all is well',
  (random) => {
    const inner = SERVICES.filter(
      ({ name, tags }) =>
        ['catalogue', 'cart', 'inventory', 'payments-api'].includes(name) && tags.length > 1,
    );
    const first = random.pick(inner);
    const second = random.pick(inner.filter((one) => one !== first));
    return {
      place: first,
      truth: {
        ...healthy('release', random.pick(['storefront', 'checkout']), 'slow'),
        redHerrings: [first.name, second.name],
      },
      began: minutesAgo(random, 10, 25),
      inject(stage) {
        deploy(stage, first);
        deploy(stage, second);
      },
    };
  },
);

export const peak = signalScenario(
  'healthy-peak',
  'The evening peak: more traffic than before, and everything carries it',
  (random) => {
    const service = front(random);
    const traffic = between(random, 1.1, 1.2);
    const began = minutesAgo(random, 50, 90);
    return {
      place: service,
      truth: healthy('traffic', service.name, 'slow'),
      began,
      inject(stage) {
        for (const one of SERVICES.filter(({ name }) => FRONT.includes(name)))
          suffer(stage, { ...one, rampMs: minutes(began - 20) }, { traffic });
      },
    };
  },
);

export const surgeAbsorbed = signalScenario(
  'healthy-surge-absorbed',
  'Half as much traffic again, and the autoscaler has long made up for it',
  (random) => {
    const service = pickService(random, ({ name }) => ['checkout', 'storefront'].includes(name));
    const { namespace, name: app } = service;
    const factor = between(random, 1.5, 1.9);
    return {
      place: service,
      truth: healthy('traffic', app, 'slow'),
      began: minutesAgo(random, 60, 100),
      inject: (stage) => stage.fault({ type: 'load', namespace, app, factor }),
    };
  },
);

export const noisy = signalScenario(
  'healthy-noisy',
  'A latency that jumps up for two minutes many times a day, as ever',
  (random) => {
    const service = front(random);
    const began = 420;
    return {
      place: service,
      truth: healthy('noise', service.name, 'slow'),
      began,
      inject(stage) {
        for (let at = 5; at < began; at += minutesAgo(random, 14, 30)) {
          const effect = { latency: between(random, 1.3, 2) };
          stage.cluster.timeline.after(`noisy/${at}`, minutes(at), () =>
            suffer(stage, { ...service, endsAfterMs: minutes(2) }, effect),
          );
        }
      },
    };
  },
);

export const blip = signalScenario(
  'healthy-alert-pending',
  'An alert was pending for two minutes and never fired',
  (random) => {
    const service = front(random);
    return {
      place: service,
      truth: { ...healthy('alert', service.name, 'errors'), isOver: true },
      began: minutesAgo(random, 20, 40),
      inject: (stage) => suffer(stage, { ...service, endsAfterMs: minutes(1.5) }, { errors: 0.07 }),
    };
  },
);

export const quiet = signalScenario(
  'healthy-quiet',
  'Nothing at all is wrong, and somebody asks all the same',
  (random) => {
    const service = front(random);
    return {
      place: service,
      truth: healthy('nothing', service.name, random.pick(['slow', 'errors'])),
      began: 5,
      inject: () => undefined,
    };
  },
);

export const tightAlert = signalScenario(
  'healthy-but-alerting',
  'An alert fires because its threshold lies within what is usual',
  (random) => {
    const service = front(random);
    return {
      place: service,
      truth: { ...healthy('alert', service.name, 'slow'), redHerrings: [service.name] },
      began: minutesAgo(random, 20, 50),
      inject(stage) {
        const rate = `sum by (cluster, namespace, service) (rate(http_requests_total{cluster="${stage.cluster.name}",service="${service.name}"}[5m]))`;
        const rule = alerting({
          alert: 'ServiceBusy',
          expr: `${rate} > 0.1`,
          minutes: 5,
          severity: 'warning',
          summary: 'Service gets many requests',
          description: '{{ $labels.service }} gets {{ $value | humanize }} requests a second.',
        });
        stage.onMend(addRule(stage.cluster, rule));
        suffer(stage, service, {});
      },
    };
  },
);
