import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { broken, healthy, says } from './expect.ts';
import type { Expectation, Question } from './question.ts';
import type { Truth } from './truth.ts';

/** Kept outside the project; only present where the project is developed. */
const COLLECTION = join(import.meta.dirname, '../../../shared/data/questions/copilot_questions.jsonl');

interface Setting {
  scenario?: string;
  expect: (truth: Truth) => Expectation;
}

const reach = (what: RegExp) => (): Expectation => ({
  outcome: ['unknown', 'declined'],
  facts: [what],
  severity: 'none',
});
const dns = { scenario: 'user-dns', expect: () => says('default-deny-egress') };

/** What to set up for the questions that the cluster alone can answer, and what is right: by the collection's ids. */
const SETTINGS: Record<string, Setting> = {
  '02_what_is_wrong_with_pod': { scenario: 'user-oom-pod', expect: () => broken([/memory|oom/]) },
  '03_what_is_the_command_to_port_forward': {
    scenario: 'user-grafana',
    expect: () => says(/kubectl .*port-forward/, 'grafana-7f8b9c6d5-x2m4n', /3000/, /app-03/),
  },
  '04_related_k8s_events': { scenario: 'user-nginx-events', expect: () => says(/back-?off/) },
  '05_image_version': { scenario: 'user-image', expect: () => says(/1\.23\.4/) },
  '09_crashpod': { scenario: 'user-env', expect: () => broken([/deploy_env/]) },
  '109_logs_transparency_not_found': {
    scenario: 'user-no-logs',
    expect: () => ({
      outcome: ['answered', 'unknown'],
      facts: [/no (logs?|lines?|output)|nothing|empty|not (written|logged)/],
    }),
  },
  '111_disabled_datadog_traces': { expect: reach(/datadog|traces/) },
  '112_find_pvcs_by_uuid': {
    scenario: 'user-backups',
    expect: () => ({
      facts: ['database-pvc', 'media-storage', 'test-database', 'build-cache', /2 ?mi/],
      forbid: ['other-cache'],
    }),
  },
  '118_new_relic_logs': { expect: reach(/new ?relic/) },
  '12_job_crashing': { scenario: 'user-job', expect: () => broken([/prod-db:3333/]) },
  '13b_pending_node_selector_detailed': {
    scenario: 'user-node-selector',
    expect: () => broken([/somelabel/, /selector|label/]),
  },
  '14_pending_resources': { scenario: 'user-gpu', expect: () => broken([/gpu/]) },
  '157_disk_full_statefulset': {
    scenario: 'user-disk-full',
    expect: () => broken([/no space left|disk|volume is full/]),
  },
  '16_failed_no_toolset_found': { expect: reach(/digital ?ocean|droplet/) },
  '17_oom_kill': { scenario: 'user-oom-exporter', expect: () => broken([/oom|out of memory|memory limit/]) },
  '21_job_fail_curl_no_svc_account': {
    scenario: 'user-curl-job',
    expect: () => broken([/kldsvklnsdiogjerkngernjk23432i90erfefjio\.com/]),
  },
  // The company has a redis of its own, so asking which one is meant is as good as finding the broken one.
  '24a_misconfigured_pvc_basic': {
    scenario: 'user-redis',
    expect: () => ({
      outcome: ['answered', 'asked'],
      facts: [[/redis-claim|pvc|persistentvolumeclaim/, 'app-24']],
    }),
  },
  '24b_misconfigured_pvc_detailed': {
    scenario: 'user-redis',
    expect: () => ({ outcome: ['answered', 'asked'], facts: [['standard-v2', 'app-24']] }),
  },
  '27a_multi_container_logs': {
    scenario: 'user-llama',
    expect: () => says(/web container/, /sidecar container/, /api requests/, /cpu usage/),
  },
  '27b_multi_container_logs': {
    scenario: 'user-llama',
    expect: () => says(/web container/, /sidecar container/, /api requests/, /cpu usage/),
  },
  '30_basic_promql_graph_cluster_memory': { expect: reach(/prometheus|graph|chart/) },
  '42_dns_issues_result_new_tools': dns,
  '42_dns_issues_steps_new_tools': dns,
  '52_logs_login_issues': {
    scenario: 'user-logins',
    expect: () => says(/redis timeout/, /certificate expired/),
  },
  '57_wrong_namespace': {
    scenario: 'user-streamer',
    expect: () => ({ outcome: ['unknown', 'asked'], facts: ['video-streamer', 'test-57'] }),
  },
  '65_health_check_followup': { scenario: 'user-healthy', expect: () => healthy() },
  '71_connection_pool_starvation': {
    scenario: 'user-pool',
    expect: () => says(/pool/, /100\/100|exhausted/),
  },
  '77_liveness_probe_misconfiguration': {
    scenario: 'user-liveness',
    expect: () => broken([/liveness/, /8080/]),
  },
  '79_configmap_mount_issue': { scenario: 'user-config-map', expect: () => broken(['app-config']) },
  '81_service_account_permission_denied': { scenario: 'user-rbac', expect: () => says(/\blist\b/) },
  '82_pod_anti_affinity_conflict': {
    scenario: 'user-anti-affinity',
    expect: () => broken([/anti[- ]?affinity/]),
  },
  '83_secret_not_found': { scenario: 'user-secret', expect: () => broken(['database-secret']) },
  '84_network_policy_blocking_traffic': { scenario: 'user-netpol', expect: () => says('backend-policy') },
  '85_hpa_not_scaling': { scenario: 'user-hpa', expect: () => broken([/request/, /cpu/]) },
  '86_configmap_like_but_secret': { scenario: 'user-frontend', expect: () => broken(['frontend-api-keys']) },
};

/** The collection's own phrasings in our settings; undefined when the collection is not there. */
export async function readUserQuestions(): Promise<Question[] | undefined> {
  const text = await readFile(COLLECTION, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const rows = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { id: string; prompts: string[] });
  return rows.flatMap(({ id, prompts }) => {
    const setting = SETTINGS[id];
    return setting === undefined
      ? []
      : [{ id: `user-${id}`, skill: 'diagnose', phrasings: prompts, ...setting }];
  });
}
