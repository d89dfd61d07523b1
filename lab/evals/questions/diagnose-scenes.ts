/* eslint-disable max-lines -- data: questions and settings, one after the other */
import { broken, healthy } from '../expect.ts';
import { ofSkill } from '../question.ts';

const NOT_MEMORY = /(because|due to|caused by) .{0,20}(out of memory|oom)/;
const NOT_IMAGE = /imagepullbackoff|errimagepull|image (cannot|could not|can't) be pulled/;

/** Faults of our own, in the words of people who are paged at night. */
export const diagnoseScenes = ofSkill('diagnose', [
  {
    id: 'scene-missing-env',
    scenario: 'missing-env',
    phrasings: [
      'What is the issue with payment-processing-worker?',
      'payment-processing-worker is crashing, why',
      'why does {pod:payment-processing-worker} keep restarting',
      "whats up w/ payment-processing-worker it's in crashloop",
    ],
    expect: () => broken([/deploy_env/], [NOT_MEMORY, NOT_IMAGE]),
  },
  {
    id: 'scene-missing-env-ns',
    scenario: 'missing-env',
    phrasings: ['what is wrong in namespace ledger?', 'anything broken in ledger', 'ledger ns health'],
    expect: () => broken(['payment-processing-worker', /deploy_env|crash/], [NOT_MEMORY]),
  },
  {
    id: 'scene-job-db',
    scenario: 'job-database',
    phrasings: [
      'What is the issue with job java-api-checker in namespace batch-lab',
      'java-api-checker job keeps failing, why?',
      'why did job java-api-checker fail',
    ],
    expect: () => broken([/prod-db:3333/], [NOT_MEMORY, NOT_IMAGE]),
  },
  {
    id: 'scene-job-host',
    scenario: 'job-host',
    phrasings: [
      'Why get-data job failed?',
      'get-data job failed - reason?',
      'what went wrong with the get-data job in batch-lab',
    ],
    expect: () =>
      broken([/feeds\.kldsvklnsdio\.example\.net|could not resolve host/], [NOT_MEMORY, NOT_IMAGE]),
  },
  {
    id: 'scene-node-selector',
    scenario: 'node-selector',
    phrasings: [
      'What is the issue with user-profile-import',
      'user-profile-import stuck in pending',
      "why won't pod user-profile-import schedule?",
      'user-profile-import pending why',
    ],
    expect: () =>
      broken([/disktype/, /node ?selector|selector|label/], [/insufficient (cpu|memory)/, NOT_IMAGE]),
  },
  {
    id: 'scene-gpu',
    scenario: 'gpu',
    phrasings: [
      'What is the issue with user-profile-resources',
      'user-profile-resources is pending, help',
      'why is user-profile-resources not starting',
    ],
    expect: () => broken([/gpu/], [/insufficient memory/, NOT_IMAGE]),
  },
  {
    id: 'scene-config-map',
    scenario: 'unmounted-config',
    phrasings: [
      'Why is the app-server pod stuck in ContainerCreating state in namespace console?',
      'app-server stuck ContainerCreating',
      'why wont app-server start',
    ],
    expect: () => broken(['app-config', /config ?map/], [NOT_IMAGE, NOT_MEMORY]),
  },
  {
    id: 'scene-secret',
    scenario: 'missing-secret',
    phrasings: [
      'Why is the database pod failing to start in namespace vaults?',
      'database in vaults will not come up',
      'what is wrong with statefulset database in vaults',
    ],
    expect: () => broken(['database-secret', /secret/], [NOT_IMAGE, NOT_MEMORY]),
  },
  {
    id: 'scene-secret-mount',
    scenario: 'secret-mount',
    phrasings: [
      'The frontend-shop deployment in storefront-lab namespace is showing issues. Can you investigate why some replicas are not running?',
      'frontend-shop has 0 replicas ready?!',
      'why are the pods of frontend-shop not running',
    ],
    expect: () => broken(['frontend-api-keys', /secret/], [NOT_IMAGE, NOT_MEMORY]),
  },
  {
    id: 'scene-anti-affinity',
    scenario: 'anti-affinity',
    phrasings: [
      "Why can't the silver-puffin pods be scheduled in namespace birds?",
      'some silver-puffin pods are pending',
      'silver-puffin not fully up, why',
    ],
    expect: () => broken([/anti[- ]?affinity/], [/insufficient (cpu|memory) (is|on every)/, NOT_IMAGE]),
  },
  {
    id: 'scene-hpa',
    scenario: 'hpa-no-requests',
    phrasings: [
      "Why isn't the golden-eagle deployment scaling despite high CPU usage in namespace birds?",
      'hpa golden-eagle does not scale',
      'golden-eagle autoscaler shows unknown, why',
    ],
    expect: () => broken([/request/, /cpu/], [NOT_IMAGE, NOT_MEMORY]),
  },
  {
    id: 'scene-storage-class',
    scenario: 'storage-class',
    phrasings: [
      'What is the issue with session-redis?',
      'session-redis pending forever',
      'why is pvc redis-data not bound',
    ],
    expect: () => broken(['standard-v2', /storage ?class/], [NOT_IMAGE, NOT_MEMORY]),
  },
  {
    id: 'scene-storage-class-ns',
    scenario: 'storage-class',
    phrasings: [
      "what's wrong in the caches namespace",
      'anything unhealthy in caches?',
      'check namespace caches',
    ],
    expect: () => broken(['standard-v2']),
  },
  {
    id: 'scene-disk-full',
    scenario: 'disk-full',
    phrasings: [
      'What is wrong with data-processor in the pipelines namespace??',
      'data-processor-0 crashlooping',
      'why does data-processor keep dying',
    ],
    expect: () => broken([/no space left|disk (is )?full|volume is full/], [NOT_MEMORY, NOT_IMAGE]),
  },
  {
    id: 'scene-liveness-port',
    scenario: 'liveness-port',
    phrasings: [
      'Why does the web-app pod keep restarting in namespace lobby?',
      'web-app in lobby restarts all the time',
      '{pod:web-app} restarting, why',
    ],
    expect: () => broken([/liveness/, /8080/], [NOT_MEMORY, NOT_IMAGE]),
  },
  {
    id: 'scene-oom',
    scenario: 'memory-hog',
    phrasings: [
      'What is wrong with pod {pod:giant-narwhal}?',
      'giant-narwhal keeps getting killed',
      'why is giant-narwhal restarting',
      '{pod:giant-narwhal} CrashLoopBackOff pls help',
    ],
    expect: () => broken([/memory|oom/, /16 ?mi/], [NOT_IMAGE]),
  },
  {
    id: 'scene-netpol',
    scenario: 'blocked-frontend',
    phrasings: [
      'Why is frontend-web getting timeouts connecting to backend-api in namespace shopfloor?',
      'frontend-web cannot reach backend-api',
      "why can't frontend-web connect to backend-api?",
    ],
    expect: () => ({
      facts: ['backend-only-from-backend', /network ?policy/],
      forbid: [/(nothing|no network ?policy) (blocks|stands)/, NOT_MEMORY],
    }),
  },
  {
    id: 'scene-dns-egress',
    scenario: 'deny-egress',
    phrasings: [
      'detect why the k8s pod client under namespace dns-lab cannot resolve dns',
      'client in dns-lab cannot resolve names',
      'dns does not work from client in dns-lab, why?',
    ],
    expect: () => ({ facts: ['default-deny-egress'], forbid: [NOT_MEMORY, NOT_IMAGE] }),
  },
  {
    id: 'scene-rbac',
    scenario: 'get-not-list',
    phrasings: [
      'Why is the monitoring-agent getting permission denied errors in namespace watchtower?',
      'monitoring-agent forbidden errors why',
      'monitoring-agent in watchtower: permission denied when it lists pods',
    ],
    expect: () => ({
      facts: [/\blist\b/, [/forbidden|not allowed|may not|cannot|lacks|missing|only/]],
      forbid: [NOT_MEMORY, NOT_IMAGE],
    }),
  },
  {
    id: 'scene-pool',
    scenario: 'connection-pool',
    phrasings: [
      'Whats wrong with backend-service pod in backoffice?',
      'backend-service is slow and times out, why',
      'problems with backend-service?',
    ],
    expect: () => ({ facts: [/pool/, /exhaust|100\/100/], forbid: [NOT_MEMORY, NOT_IMAGE] }),
  },
  {
    id: 'scene-healthy-asked-why',
    scenario: 'healthy-payments',
    phrasings: [
      'figure out why workload payment-clerk in billing-lab namespace is unhealthy?',
      'why is payment-clerk broken',
      'payment-clerk is down, why?',
      'what is wrong with {pod:payment-clerk}',
    ],
    expect: () => healthy(),
  },
  {
    id: 'scene-two-sick-ns',
    scenario: 'two-sick-apps',
    phrasings: ['what is broken in clinic?', 'clinic namespace: whats wrong', 'is everything ok in clinic'],
    expect: () =>
      broken(
        ['fever', 'cough', /db_url|exit code 1|crash/, /9999|readiness|probe/],
        [/robust (is|isn't|keeps|has) (crash|not ready|broken|failing)/],
      ),
  },
  {
    id: 'scene-two-sick-healthy-one',
    scenario: 'two-sick-apps',
    phrasings: ['is robust healthy?', 'how is robust doing in clinic', 'robust ok?'],
    expect: () => healthy('robust'),
  },
  {
    id: 'scene-fever',
    scenario: 'two-sick-apps',
    phrasings: [
      'why is fever crashing',
      'fever down?',
      '{pod:fever} what is wrong with this pod',
      'fever keeps restarting, reason?',
    ],
    expect: () => broken([/db_url/], [/9999/, NOT_MEMORY]),
  },
  {
    id: 'scene-cough',
    scenario: 'two-sick-apps',
    phrasings: ['why is cough not ready', 'cough 0/1 ready why', 'what is the matter with cough in clinic'],
    expect: () => broken([/readiness|probe/, /9999|refused/], [/db_url/, NOT_MEMORY, NOT_IMAGE]),
  },
]);
