import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kubeconfigOf } from '../contract/contract-server.ts';
import type { ContractServer } from '../contract/contract-server.ts';
import { deployment, namespace, service, template } from '../contract/manifests.ts';
import { requireBinary } from './servers/binaries.ts';
import { eventually } from './servers/children/wait.ts';

const NAMESPACE = 'kubectl';
const run = promisify(execFile);

/** What people do with kubectl in a day, by the real kubectl. */
export function kubectlContract(name: string, start: () => Promise<ContractServer>): void {
  describe(`kubectl on ${name}`, () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'jamie-kubectl-'));
    const file = path.join(folder, 'kubeconfig');
    let server: ContractServer;

    const kubectl = async (command: string, input?: object, account = 'admin') => {
      const args = ['--context', account, ...splitWords(command)];
      const env = { HOME: folder, KUBECONFIG: file, KUBECACHEDIR: path.join(folder, 'cache') };
      const running = run(requireBinary('kubectl'), args, { env, timeout: 60_000, maxBuffer: 2 ** 26 });
      running.child.stdin?.end(input ? JSON.stringify(input) : '');
      return (await running).stdout;
    };
    const web = (image: string, extra: object = {}) =>
      deployment('web', { replicas: 2, template: template('web', { spec: containers(image) }), ...extra });
    const inNamespace = (object: object) => ({
      ...object,
      metadata: { ...(object as { metadata: object }).metadata, namespace: NAMESPACE },
    });
    const firstPod = async () =>
      (await kubectl(`get pods -n ${NAMESPACE} -l app=web -o name`)).split('\n')[0] ?? '';

    beforeAll(async () => {
      server = await start();
      const { admin, restricted } = server;
      writeFileSync(file, kubeconfigOf({ admin, restricted }), { mode: 0o600 });
      await kubectl('apply -f -', namespace(NAMESPACE));
    });
    afterAll(async () => {
      await server.stop();
      rmSync(folder, { recursive: true });
    });

    it('applies: creates, leaves alone, updates, and takes away what is no longer sent', async () => {
      const apply = (object: object) => kubectl('apply -f -', inNamespace(object));
      expect(await apply(web('nginx:1.27', { minReadySeconds: 1 }))).toBe('deployment.apps/web created\n');
      expect(await apply(web('nginx:1.27', { minReadySeconds: 1 }))).toBe('deployment.apps/web unchanged\n');
      await kubectl(`annotate -n ${NAMESPACE} deployment web example.com/by=hand`);
      expect(await apply(web('nginx:1.28'))).toBe('deployment.apps/web configured\n');
      const after = JSON.parse(await kubectl(`get -n ${NAMESPACE} deployment web -o json`)) as Workload;
      expect(after.spec.minReadySeconds).toBeUndefined();
      expect(after.spec.template.spec.containers[0]?.image).toBe('nginx:1.28');
      expect(after.metadata.annotations['example.com/by']).toBe('hand');
      expect(await apply(service('web'))).toBe('service/web created\n');
    });

    it('tries an apply on the server without carrying it out', async () => {
      const tried = await kubectl('apply --dry-run=server -f -', inNamespace(web('nginx:1.20')));
      expect(tried).toBe('deployment.apps/web configured (server dry run)\n');
      expect(await kubectl(`get -n ${NAMESPACE} deployment web -o jsonpath={..image}`)).toBe('nginx:1.28');
    });

    it('applies on the server side', async () => {
      const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ssa' }, data: { a: '1' } };
      const applied = await kubectl('apply --server-side -f -', inNamespace(map));
      expect(applied).toBe('configmap/ssa serverside-applied\n');
    });

    it('waits for a rollout', async () => {
      const told = await kubectl(`rollout status -n ${NAMESPACE} deployment/web --timeout=60s`);
      expect(told).toContain('deployment "web" successfully rolled out');
      await kubectl(`wait -n ${NAMESPACE} --for=condition=Available deployment/web --timeout=30s`);
      const podsOfWeb = async () =>
        (await kubectl(`get pods -n ${NAMESPACE} -l app=web -o name`)).trim().split('\n');
      await eventually(async () => (await podsOfWeb()).length === 2, {
        what: 'the pods of the old revision to be gone',
        within: 60_000,
      });
    });

    it('gets, short and wide', async () => {
      expect(await kubectl(`get deploy -n ${NAMESPACE}`)).toMatch(
        /^NAME +READY +UP-TO-DATE +AVAILABLE +AGE\nweb +2\/2 +2 +2 +\d+s\n$/,
      );
      const wide = await kubectl(`get deploy -n ${NAMESPACE} -o wide`);
      expect(wide).toMatch(/CONTAINERS +IMAGES +SELECTOR\nweb .* app +nginx:1\.28 +app=web\n$/);
      expect(await kubectl(`get pods -n ${NAMESPACE}`)).toMatch(
        /^NAME +READY +STATUS +RESTARTS +AGE\n(web-[a-z0-9]+-[a-z0-9]{5} +1\/1 +Running +0 +\d+s\n){2}$/,
      );
      expect(await kubectl(`get pods -n ${NAMESPACE} -o wide`)).toMatch(
        / (\d+\.){3}\d+ +\S+ +<none> +<none>\n$/,
      );
      expect(await kubectl(`get svc -n ${NAMESPACE}`)).toMatch(
        /\nweb +ClusterIP +(\d+\.){3}\d+ +<none> +80\/TCP +\d+s\n$/,
      );
      expect(await kubectl('get nodes')).toMatch(/^NAME +STATUS +ROLES +AGE +VERSION\n\S+ +Ready /);
      expect(await kubectl('get ns')).toContain('kube-system');
    });

    it('gets by label and field, sorted, as names, YAML and columns of choice', async () => {
      expect(await kubectl(`get pods -n ${NAMESPACE} -l app=nobody`)).toBe('');
      const running = await kubectl(`get pods -n ${NAMESPACE} --field-selector status.phase=Running -o name`);
      expect(running).toMatch(/^(pod\/web-\S+\n){2}$/);
      expect(await kubectl('get pods -A --sort-by .metadata.name -o name')).toContain('pod/web-');
      expect(await kubectl(`get deploy web -n ${NAMESPACE} -o yaml`)).toContain('\nkind: Deployment\n');
      const columns = await kubectl(
        `get deploy -n ${NAMESPACE} -o custom-columns=N:.metadata.name,R:.spec.replicas`,
      );
      expect(columns).toMatch(/^N +R\nweb +2\n$/);
      expect(await kubectl(`get all -n ${NAMESPACE}`)).toMatch(
        /deployment\.apps\/web[\s\S]*replicaset\.apps\/web-/,
      );
    });

    it('watches', async () => {
      const watching = kubectl(`get pods -n ${NAMESPACE} -l app=web --watch --request-timeout=2s -o name`);
      await expect(watching.catch((error: { stdout: string }) => error.stdout)).resolves.toMatch(
        /^pod\/web-/,
      );
    });

    it('describes', async () => {
      const pod = await kubectl(`describe -n ${NAMESPACE} ${await firstPod()}`);
      expect(pod).toMatch(/^Name: +web-/);
      expect(pod).toMatch(/\nStatus: +Running\n/);
      expect(pod).toMatch(/\nControlled By: +ReplicaSet\/web-/);
      expect(pod).toMatch(/ State: +Running\n/);
      expect(pod).toMatch(/Events:\n[\s\S]*Scheduled .*Successfully assigned kubectl\/web-/);
      const workload = await kubectl(`describe -n ${NAMESPACE} deployment web`);
      expect(workload).toMatch(
        /\nReplicas: +2 desired \| 2 updated \| 2 total \| 2 available \| 0 unavailable\n/,
      );
      expect(workload).toMatch(/\nNewReplicaSet: +web-\S+ \(2\/2 replicas created\)\n/);
      expect(workload).toMatch(/ScalingReplicaSet/);
      const svc = await kubectl(`describe -n ${NAMESPACE} svc web`);
      expect(svc).toMatch(/\nSelector: +app=web\n/);
      expect(svc).toMatch(/\nEndpoints: +(\d+\.){3}\d+:8080,(\d+\.){3}\d+:8080\n/);
      const node = (await kubectl('get nodes -o name')).split('\n')[0] ?? '';
      const described = await kubectl(`describe ${node}`);
      expect(described).toMatch(/\nConditions:\n[\s\S]* Ready +True /);
      expect(described).toMatch(/\nAllocated resources:\n/);
    });

    it('reads logs: all, the end, the run before, of a workload and by label', async () => {
      const pod = (await firstPod()).replace('pod/', '');
      const line = (text: string, minutes: number) => ({ at: new Date(Date.now() - minutes * 60_000), text });
      const lines = [line('one', 90), line('two', 1)];
      const previous = [line('panic', 95)];
      await server.writeLogs([{ namespace: NAMESPACE, pod, container: 'app', lines, previous }]);
      await eventually(async () => (await kubectl(`logs -n ${NAMESPACE} ${pod}`)) === 'one\ntwo\n', {
        what: 'the log',
      });
      expect(await kubectl(`logs -n ${NAMESPACE} ${pod} --tail=1`)).toBe('two\n');
      expect(await kubectl(`logs -n ${NAMESPACE} ${pod} --since=10m -c app`)).toBe('two\n');
      expect(await kubectl(`logs -n ${NAMESPACE} ${pod} --timestamps --tail=1`)).toMatch(/^\d{4}-.+Z two\n$/);
      expect(await kubectl(`logs -n ${NAMESPACE} ${pod} -p`)).toBe('panic\n');
      expect(await kubectl(`logs -n ${NAMESPACE} -l app=web --prefix`)).toContain(`[pod/${pod}/app] two\n`);
      expect(await kubectl(`logs -n ${NAMESPACE} deploy/web`)).not.toBe('');
      await expect(kubectl(`logs -n ${NAMESPACE} ${pod} -c nope`)).rejects.toThrow(
        'container nope is not valid for pod',
      );
    });

    it('shows usage', async () => {
      const pods = await eventually(() => kubectl(`top pods -n ${NAMESPACE}`), {
        what: 'usage',
        within: 90_000,
      });
      expect(pods).toMatch(/^NAME +CPU\(cores\) +MEMORY\(bytes\) *\nweb-\S+ +\d+m +\d+Mi *\n/);
      const nodes = await eventually(() => kubectl('top nodes'), { what: 'usage of nodes', within: 30_000 });
      expect(nodes).toMatch(
        /^NAME +CPU\(cores\) +CPU\(%\) +MEMORY\(bytes\) +MEMORY\(%\) *\n\S+ +\d+m +\d+% +\d+Mi +\d+% *\n/,
      );
    });

    it('scales', async () => {
      expect(await kubectl(`scale -n ${NAMESPACE} deploy/web --replicas=3`)).toBe(
        'deployment.apps/web scaled\n',
      );
      await kubectl(`rollout status -n ${NAMESPACE} deploy/web --timeout=60s`);
      expect(await kubectl(`get deploy -n ${NAMESPACE}`)).toMatch(/\nweb +3\/3 +3 +3 /);
      const wrong = kubectl(`scale -n ${NAMESPACE} deploy/web --current-replicas=7 --replicas=1`);
      await expect(wrong).rejects.toThrow('Expected replicas to be 7, was 3');
    });

    it('rolls out, tells the history, restarts and goes back', async () => {
      const image = () => kubectl(`get -n ${NAMESPACE} deployment web -o jsonpath={..image}`);
      await kubectl(`set image -n ${NAMESPACE} deploy/web app=nginx:1.29`);
      await kubectl(`rollout status -n ${NAMESPACE} deploy/web --timeout=60s`);
      expect(await image()).toBe('nginx:1.29');
      const history = await kubectl(`rollout history -n ${NAMESPACE} deploy/web`);
      expect(history).toMatch(
        /^deployment\.apps\/web \nREVISION +CHANGE-CAUSE\n1 +<none>\n2 +<none>\n3 +<none>\n/,
      );
      expect(await kubectl(`rollout undo -n ${NAMESPACE} deploy/web`)).toBe(
        'deployment.apps/web rolled back\n',
      );
      await kubectl(`rollout status -n ${NAMESPACE} deploy/web --timeout=60s`);
      expect(await image()).toBe('nginx:1.28');
      const before = await firstPod();
      expect(await kubectl(`rollout restart -n ${NAMESPACE} deploy/web`)).toBe(
        'deployment.apps/web restarted\n',
      );
      await kubectl(`rollout status -n ${NAMESPACE} deploy/web --timeout=60s`);
      await eventually(async () => !(await kubectl(`get pods -n ${NAMESPACE} -o name`)).includes(before), {
        what: 'the pods of before the restart to go',
        within: 60_000,
      });
      const two = await kubectl(`rollout history -n ${NAMESPACE} deploy/web --revision=3`);
      expect(two).toContain('nginx:1.29');
    });

    it('pauses and resumes a rollout', async () => {
      expect(await kubectl(`rollout pause -n ${NAMESPACE} deploy/web`)).toBe('deployment.apps/web paused\n');
      expect(await kubectl(`rollout resume -n ${NAMESPACE} deploy/web`)).toBe(
        'deployment.apps/web resumed\n',
      );
    });

    it('labels, patches, exposes, creates', async () => {
      expect(await kubectl(`label -n ${NAMESPACE} deploy web tier=front`)).toBe(
        'deployment.apps/web labeled\n',
      );
      const patch = `patch -n ${NAMESPACE} deploy web -p {"spec":{"revisionHistoryLimit":5}}`;
      expect(await kubectl(patch)).toBe('deployment.apps/web patched\n');
      expect(await kubectl(`create configmap -n ${NAMESPACE} made --from-literal=a=b`)).toBe(
        'configmap/made created\n',
      );
      expect(await kubectl(`expose -n ${NAMESPACE} deploy web --name=second --port=81`)).toBe(
        'service/second exposed\n',
      );
      expect(await kubectl(`create job -n ${NAMESPACE} once --image=busybox:1.36 -- true`)).toBe(
        'job.batch/once created\n',
      );
      await kubectl(`wait -n ${NAMESPACE} --for=condition=Complete job/once --timeout=60s`);
    });

    it('cordons and uncordons a node', async () => {
      const node = ((await kubectl('get nodes -o name')).split('\n')[0] ?? '').replace('node/', '');
      expect(await kubectl(`cordon ${node}`)).toBe(`node/${node} cordoned\n`);
      expect(await kubectl(`get node ${node}`)).toContain('Ready,SchedulingDisabled');
      expect(await kubectl(`uncordon ${node}`)).toBe(`node/${node} uncordoned\n`);
    });

    it('shows events', async () => {
      expect(await kubectl(`get events -n ${NAMESPACE}`)).toMatch(
        /^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n/,
      );
      expect(await kubectl(`events -n ${NAMESPACE} --for deploy/web`)).toContain('ScalingReplicaSet');
    });

    it('tells what an account may do', async () => {
      const { namespace: own } = server.restricted;
      expect(await kubectl('auth can-i delete nodes')).toBe('yes\n');
      expect(await kubectl(`auth can-i list pods -n ${own}`, undefined, 'restricted')).toBe('yes\n');
      const no = kubectl('auth can-i list nodes', undefined, 'restricted');
      await expect(no.catch((error: { stdout: string }) => error.stdout)).resolves.toMatch(/^no/);
      expect(await kubectl(`auth can-i --list -n ${own}`, undefined, 'restricted')).toMatch(
        /\npods .*\[.*get.*\]/,
      );
      expect(await kubectl('auth whoami -o jsonpath={.status.userInfo.username}')).not.toBe('');
      await expect(kubectl('get pods -A', undefined, 'restricted')).rejects.toThrow(
        /Forbidden.*cannot list resource "pods"/,
      );
    });

    it('explains kinds and lists what the server serves', async () => {
      const kinds = await kubectl('api-resources');
      expect(kinds).toMatch(/^NAME +SHORTNAMES +APIVERSION +NAMESPACED +KIND\n/);
      expect(kinds).toMatch(/\ndeployments +deploy +apps\/v1 +true +Deployment\n/);
      expect(await kubectl('api-versions')).toContain('\nautoscaling/v2\n');
      expect(await kubectl('explain deployment')).toMatch(/KIND: +Deployment\nVERSION: +v1/);
      expect(await kubectl('explain pod.spec.containers')).toMatch(/FIELD: containers/);
      expect(await kubectl('version')).toMatch(/Server Version: v1\.\d+\.\d+/);
    });

    it('says what there is not', async () => {
      await expect(kubectl(`get pod -n ${NAMESPACE} nobody`)).rejects.toThrow(
        'Error from server (NotFound): pods "nobody" not found',
      );
      await expect(kubectl('get sprockets')).rejects.toThrow(
        `the server doesn't have a resource type "sprockets"`,
      );
    });

    it('deletes, and what was owned goes too', async () => {
      expect(await kubectl(`delete -n ${NAMESPACE} svc web second`)).toMatch(
        /^service "web" deleted.*\nservice "second" deleted/,
      );
      expect(await kubectl(`delete -n ${NAMESPACE} deploy -l app=web`)).toMatch(
        /^deployment\.apps "web" deleted/,
      );
      await eventually(async () => (await kubectl(`get rs,pods -n ${NAMESPACE} -l app=web`)) === '', {
        what: 'the pods to go',
        within: 60_000,
      });
      await kubectl(`delete namespace ${NAMESPACE} --timeout=60s`);
      expect(await kubectl('get ns -o name')).not.toContain(`namespace/${NAMESPACE}\n`);
    });
  });
}

interface Workload {
  metadata: { annotations: Record<string, string> };
  spec: { minReadySeconds?: number; template: { spec: { containers: { image: string }[] } } };
}

function containers(image: string) {
  return { containers: [{ name: 'app', image, ports: [{ containerPort: 8080 }] }] };
}

function splitWords(command: string): string[] {
  return command.split(' ').filter(Boolean);
}
