/* eslint-disable max-lines -- data: one entry a command */
/** One thing that kubectl does, with what people ask for when they mean it. */
export interface Recipe {
  /** What follows `kubectl`; {ref} is kind/name, {name} and {kind} are its parts, capitals are for the person to fill in. */
  run: string;
  /** Ways to ask for it, words that say nothing of their own left out. */
  asks: readonly string[];
  /** `one`: of an object in a namespace; `many`: over a namespace or all; `wide`: namespaces play no part. */
  scope: 'one' | 'many' | 'wide';
  /** The kind of {ref} when the question names none. */
  kind?: string;
  /** The verb that words it better once an object is named. */
  verb?: string;
}

type Rest = Partial<Pick<Recipe, 'kind' | 'verb'>>;

const recipe =
  (scope: Recipe['scope']) =>
  (run: string, asks: string, rest: Rest = {}): Recipe => ({ run, scope, asks: asks.split('; '), ...rest });

const one = recipe('one');
const many = recipe('many');
const wide = recipe('wide');

const ROLLOUTS: Recipe[] = [
  one(
    'rollout history {ref}',
    'rollout history; history deployment; revisions deployment; previous versions deployment; past rollouts; list revisions; release history; deployment history',
    { verb: 'rollout-history' },
  ),
  one(
    'rollout history {ref} --revision=REVISION',
    'details revision; what is in a revision; show particular revision; inspect revision number',
  ),
  one(
    'rollout undo {ref}',
    'rollout undo; roll back deployment; rollback; revert deployment; undo rollout; undo deployment; previous version go back; back to previous revision; undo last release',
    { verb: 'rollback' },
  ),
  one(
    'rollout undo {ref} --to-revision=REVISION',
    'roll back specific revision; rollback to revision; undo to revision; particular revision go back',
  ),
  one(
    'rollout status {ref}',
    'rollout status; watch rollout; rollout progress; rollout finished; deployment status rollout; follow rollout; rollout complete',
    { verb: 'rollout-status' },
  ),
  one(
    'rollout pause {ref}',
    'rollout pause; pause rollout; pause deployment; hold rollout; stop rollout; freeze rollout',
    { verb: 'pause' },
  ),
  one(
    'rollout resume {ref}',
    'rollout resume; resume rollout; resume paused deployment; continue rollout; unpause deployment',
    { verb: 'resume' },
  ),
  one(
    'rollout restart {ref}',
    'rollout restart; restart deployment; rolling restart; restart pods deployment; bounce deployment; recreate pods; restart without downtime; restart daemonset; restart statefulset; redeploy',
    { verb: 'restart' },
  ),
  one(
    'scale {ref} --replicas=N',
    'scale deployment; scale replicas; change number replicas; scale up; scale down; more replicas; scale zero; set replicas; scale statefulset; scale replica set; increase replicas',
    { verb: 'scale' },
  ),
  one(
    'autoscale {ref} --min=MIN --max=MAX --cpu-percent=80',
    'autoscale deployment; auto scale; create autoscaler; create hpa; horizontal autoscaling',
    { verb: 'autoscale' },
  ),
  one(
    "set image {ref} '*=IMAGE:TAG'",
    'set image; change image; update image; new image deployment; update container image; deploy new version; upgrade image; bump image tag',
    { verb: 'set-image' },
  ),
  one(
    'set env {ref} KEY=VALUE',
    'set env; set environment variable; add environment variable; change env var; update environment variable deployment; update deployment new environment variable',
  ),
  one(
    'set env {ref} KEY-',
    'remove environment variable; unset env; delete env var; remove variable deployment',
  ),
  one(
    'set env {ref} --list',
    'list environment variables; show env deployment; print environment variables defined',
  ),
  one(
    'set env {ref} --from=configmap/NAME',
    'import environment config map; environment from secret; import env from secret',
  ),
  one(
    'set resources {ref} --requests=cpu=100m,memory=128Mi --limits=memory=256Mi',
    'set resources; set resource limits; set requests; change memory limit; change cpu limit; increase memory limit; set limits deployment',
    { verb: 'set-resources' },
  ),
  one('set serviceaccount {ref} SERVICE-ACCOUNT', 'set service account deployment; change service account'),
];

const NODES: Recipe[] = [
  wide(
    'cordon {name}',
    'cordon node; mark node unschedulable; disable scheduling; stop scheduling node; prevent new pods node; keep pods off node; node unschedulable; no new pods on node; stop node accepting pods; node stop taking pods; node refuse pods; node out of rotation',
    { kind: 'Node', verb: 'cordon' },
  ),
  wide(
    'uncordon {name}',
    'uncordon node; mark node schedulable; enable scheduling; node schedulable again; allow pods node again; bring node back; return node to service; put node back; undo cordon',
    { kind: 'Node', verb: 'uncordon' },
  ),
  wide(
    'drain {name} --ignore-daemonsets --delete-emptydir-data',
    'drain node; evict all pods node; empty node; evacuate node; move pods off node; node maintenance; take node out of service; free up node; clear node; remove workload from node',
    { kind: 'Node', verb: 'drain' },
  ),
  wide(
    'taint nodes {name} KEY=VALUE:NoSchedule',
    'taint node; add taint; apply taint; put taint on node; set taint',
    { kind: 'Node', verb: 'taint' },
  ),
  wide(
    'taint nodes {name} KEY:NoSchedule-',
    'remove taint; untaint node; delete taint; take taint off; clear taint',
    { kind: 'Node', verb: 'untaint' },
  ),
  wide('label nodes {name} KEY=VALUE', 'label node; add label node; tag node', {
    kind: 'Node',
    verb: 'label',
  }),
  wide('label nodes {name} KEY-', 'remove label node; delete label node; unlabel node; take label off node', {
    kind: 'Node',
  }),
  wide(
    'top nodes',
    'top nodes; node usage; resource usage nodes; cpu nodes; memory nodes; node consumption; how loaded nodes; node resources used',
  ),
  many(
    'get pods --field-selector spec.nodeName={name} -o wide',
    'pods on node; pods running on a node; which pods node; list pods node; all pods specific node',
    { kind: 'Node' },
  ),
  wide(
    'get nodes -o wide',
    'list nodes; nodes wide; node addresses; node os version; node ip; show nodes details; get nodes',
  ),
  wide(
    'describe node {name}',
    'describe node; node details; node conditions; node allocated resources; node capacity',
    { kind: 'Node', verb: 'describe' },
  ),
  wide(
    'get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints',
    'list taints; show taints nodes; see taints; which taints',
  ),
  wide('get nodes --show-labels', 'labels nodes; node labels; show node labels'),
  wide(
    'debug node/{name} -it --image=busybox',
    'debug node; shell on node; ssh node; log in node; exec node',
    { kind: 'Node' },
  ),
  wide('delete node {name}', 'delete node; remove node cluster; decommission node', {
    kind: 'Node',
    verb: 'delete',
  }),
];

const LOGS: Recipe[] = [
  one(
    'logs POD --previous',
    'previous logs; logs previous container; logs before crash; logs crashed container; logs last run; logs of the crashed pod; logs of terminated container; logs before restart; old logs; logs of previous instance',
    { kind: 'Pod' },
  ),
  one(
    'logs -f POD',
    'follow logs; tail logs; stream logs; live logs; logs real time; watch logs; logs continuously; keep watching logs',
    { kind: 'Pod' },
  ),
  one(
    'logs -l KEY=VALUE --all-containers',
    'logs label; logs selector; logs all pods with label; logs of several pods; logs by label',
    { kind: 'Pod' },
  ),
  one(
    'logs POD -c CONTAINER',
    'logs container; logs specific container; logs of one container; logs sidecar; logs init container; logs multi container pod; particular container logs',
    { kind: 'Pod' },
  ),
  one('logs POD --all-containers', 'logs all containers; logs every container pod', { kind: 'Pod' }),
  one(
    'logs POD --tail=100',
    'last lines logs; logs last lines; limit logs; recent lines logs; last 100 lines; tail lines; most recent lines',
    { kind: 'Pod' },
  ),
  one(
    'logs POD --since=1h',
    'logs since; logs last hour; logs past hour; logs minutes; logs from time; recent logs; logs since time',
    { kind: 'Pod' },
  ),
  one('logs POD --timestamps', 'logs timestamps; timestamps in logs; logs with time', { kind: 'Pod' }),
  one('logs deployment/NAME', 'logs deployment; logs of a workload; logs service; all pod logs deployment', {
    kind: 'Deployment',
  }),
  one('logs job/NAME', 'logs job; logs of a job', { kind: 'Job' }),
  one('logs POD', 'logs; logs pod; show logs; see logs; get logs; print logs; view logs; read logs', {
    kind: 'Pod',
    verb: 'logs',
  }),
  one('logs POD > FILE', 'save logs file; logs to file; write logs file; download logs', { kind: 'Pod' }),
];

const INSIDE: Recipe[] = [
  one(
    'exec -it {ref} -- sh',
    'exec; shell pod; shell container; bash pod; get into pod; log into container; open terminal; ssh pod; enter container; exec into pod; interactive shell; jump into container; attach shell',
    { kind: 'Pod', verb: 'exec' },
  ),
  one(
    'exec {ref} -- COMMAND',
    'run command pod; execute command in container; run command inside container; execute command',
    { kind: 'Pod' },
  ),
  one(
    'exec -it {ref} -c CONTAINER -- sh',
    'exec specific container; shell in particular container of pod; exec sidecar; exec into container multi container pod',
    { kind: 'Pod' },
  ),
  one(
    'exec {ref} -- env',
    'environment variables inside pod; print env running container; env of running pod',
    { kind: 'Pod' },
  ),
  one('attach -it {ref}', 'attach container; attach running container; attach process', { kind: 'Pod' }),
  one(
    'port-forward {ref} LOCAL-PORT:PORT',
    'port forward; forward port; local port; access service from laptop; tunnel; reach service locally; connect local machine; expose locally; forward local port',
    { kind: 'Service', verb: 'port-forward' },
  ),
  one(
    'cp {name}:/PATH/IN/CONTAINER ./LOCAL',
    'copy file from pod; copy file out of pod; copy from container; download file pod; cp from pod; fetch file container; get file out of pod; copy directory pod to local',
    { kind: 'Pod', verb: 'cp' },
  ),
  one(
    'cp ./LOCAL {name}:/PATH/IN/CONTAINER',
    'copy file to pod; copy file into pod; upload file pod; put file container; copy local file to container; cp to pod',
    { kind: 'Pod' },
  ),
  one(
    'debug -it {name} --image=busybox --target=CONTAINER',
    'debug pod; debug container; ephemeral container; debug distroless; no shell image; debug running pod; add debug container; attach debug',
    { kind: 'Pod' },
  ),
  one('debug {name} -it --copy-to=COPY --image=busybox', 'debug copy pod; copy of pod for debugging', {
    kind: 'Pod',
  }),
  many(
    'run tmp --rm -it --restart=Never --image=busybox -- sh',
    'temporary pod; run throwaway pod; test pod interactive; start busybox; run one off pod; run curl pod; run interactive pod; start pod',
  ),
  many(
    'run tmp --rm -it --restart=Never --image=busybox:1.36 -- nslookup kubernetes.default',
    'test dns; check dns; nslookup; resolve name in cluster; debug dns',
  ),
  wide('proxy', 'proxy; kubernetes api proxy; api locally; run proxy'),
];

const LISTS: Recipe[] = [
  many('get pods', 'get pods; list pods; show pods; pods namespace; see pods'),
  many(
    'get pods -o wide',
    'pods wide; pods with node and ip; which node pods; pod ip node; more columns; pods details nodes; wide output; get wide',
  ),
  many(
    "get pods --sort-by='.status.containerStatuses[0].restartCount'",
    'sort pods restarts; pods by restarts; pods sorted by restart count; most restarts',
  ),
  many(
    'get pods --sort-by=.metadata.creationTimestamp',
    'sort age; sort by age; sort creation time; oldest pods first; sorted by creation; newest pods',
  ),
  many('get {kind} --sort-by=.metadata.name', 'sort by; sort by name; sorted output; order list', {
    kind: 'Pod',
  }),
  many(
    'get pods -l KEY=VALUE',
    'pods label; filter label; select label; pods with label; by label; label selector; selector',
  ),
  many('get pods --show-labels', 'show labels; labels pods; display labels; see labels'),
  many(
    'get pods --field-selector=status.phase!=Running',
    'pods not running; not running pods; failing pods; unhealthy pods; field selector; broken pods; non running pods',
  ),
  many('get pods --field-selector=status.phase=Pending', 'pending pods; pods pending'),
  many('get pods --field-selector=status.phase=Failed', 'failed pods; evicted pods list'),
  many(
    'get pods --watch',
    'watch pods; watch changes; follow pods; pods live; live updates; keep watching; monitor pods',
  ),
  many(
    'get pods -A',
    'pods all namespaces; all namespaces; across namespaces; every namespace; whole cluster pods',
  ),
  many('get all', 'get all; everything namespace; all resources namespace; all objects namespace'),
  one(
    'get {ref} -o yaml',
    'yaml; get yaml; manifest; export yaml; as yaml; dump definition; full definition; yaml output; show manifest; spec of object',
    { verb: 'yaml' },
  ),
  one('get {ref} -o json', 'json; get json; as json; json output'),
  one(
    "get {ref} -o jsonpath='{.status.podIP}'",
    'jsonpath; pod ip jsonpath; jsonpath field; extract field; single field; only ip pod; print only field',
    { kind: 'Pod' },
  ),
  one(
    "get {ref} -o jsonpath='{.spec.template.spec.containers[*].image}'",
    'jsonpath image; image jsonpath; print image deployment; which image; image of deployment; only image',
  ),
  many(
    'get pods -o custom-columns=NAME:.metadata.name,NODE:.spec.nodeName',
    'custom columns; own columns; choose columns; only names and nodes',
  ),
  many('get pods -o name', 'only names; just names; names only; output name'),
  many(
    "get pods -o jsonpath='{.items[*].spec.containers[*].image}'",
    'all images; images running; list images; images pods',
  ),
  one(
    'describe {ref}',
    'describe; details; describe pod; show details; why pod pending; inspect object; describe deployment; describe service',
    { kind: 'Pod', verb: 'describe' },
  ),
  many(
    'get events --sort-by=.lastTimestamp',
    'events; events sorted time; recent events; sort events; list events; cluster events; events order; events by time; latest events',
  ),
  one('events --for {ref}', 'events pod; events of an object; events for one pod; events of specific pod', {
    kind: 'Pod',
    verb: 'events',
  }),
  many('get events --field-selector type=Warning', 'warning events; only warnings; warnings'),
  many('events --watch', 'watch events; follow events; stream events'),
  many(
    'top pods',
    'top pods; cpu usage pods; memory usage pods; resource usage pods; pod consumption; usage; cpu; memory; resource consumption; who uses most',
  ),
  many(
    'top pods --containers',
    'usage containers; top containers; consumption containers; usage per container',
  ),
  many('top pods --sort-by=memory', 'pods sorted by memory; most memory; top memory'),
  many('top pods --sort-by=cpu', 'pods sorted by cpu; most cpu; top cpu'),
  many('get deployments', 'list deployments; get deployments; show deployments'),
  many('get services', 'list services; get services; show services'),
  many('get endpointslices', 'list endpoints; show endpoints service; endpoints'),
  many('get ingress', 'list ingresses; get ingress; show ingress'),
  many('get pvc', 'list claims; list pvc; volume claims; get pvc; persistent volume claims'),
  wide('get pv', 'list persistent volumes; get pv; volumes'),
  wide('get storageclass', 'list storage classes; default storage class'),
  many('get configmaps', 'list config maps; get configmaps'),
  many('get secrets', 'list secrets; get secrets'),
  many('get networkpolicy', 'list network policies; get network policies'),
  many('get hpa', 'list autoscalers; get hpa; show hpa'),
  many('get pdb', 'list disruption budgets; get pdb'),
  many('get cronjobs', 'list cron jobs; get cronjobs'),
  many('get jobs', 'list jobs; get jobs'),
  many('get statefulsets', 'list statefulsets'),
  many('get daemonsets', 'list daemonsets'),
  many('get replicasets', 'list replicasets; old replicasets'),
  many('get resourcequota', 'list quotas; resource quota; show quota; quota namespace'),
  wide('get namespaces', 'list namespaces; get namespaces; show namespaces; which namespaces'),
  many('get serviceaccounts', 'list service accounts; get service accounts'),
  wide('get crd', 'list crds; custom resource definitions; custom resources'),
  wide('get csr', 'list certificate signing requests; csr'),
];

const WRITES: Recipe[] = [
  one(
    'apply -f FILE.yaml',
    'apply file; apply yaml; apply manifest; apply configuration; create from file; apply file stdin; install manifest; apply config',
    { kind: 'Deployment' },
  ),
  one('apply -k DIRECTORY', 'apply kustomization; apply kustomize; kustomize directory apply'),
  one('apply --server-side -f FILE.yaml', 'server side apply; apply server side; ssa'),
  one(
    'apply -f FILE.yaml --dry-run=server',
    'dry run; apply dry run; dry-run; without changing anything; test apply; validate manifest; what would apply; preview changes',
  ),
  one(
    'create deployment NAME --image=IMAGE --dry-run=client -o yaml',
    'generate yaml; generate manifest; yaml template; scaffold deployment; yaml without creating; dry run client yaml',
  ),
  one(
    'diff -f FILE.yaml',
    'diff; difference file and cluster; compare manifest live; what would change; changes before apply; diff before apply; view differences live file',
  ),
  one('replace -f FILE.yaml', 'replace resource; replace file; replace object'),
  one('replace --force -f FILE.yaml', 'force replace; delete and recreate; replace force'),
  one('apply edit-last-applied {ref}', 'edit last applied; last applied configuration edit'),
  one('apply view-last-applied {ref}', 'view last applied; last applied configuration'),
  one('apply set-last-applied -f FILE.yaml', 'set last applied; last applied configuration set'),
  one(
    'edit {ref}',
    'edit; edit deployment; change deployment in editor; open in editor; edit live object; modify live; edit service; edit config map; change object',
    { verb: 'edit' },
  ),
  one(
    'patch {ref} -p \'{"spec":{"FIELD":"VALUE"}}\'',
    'patch; patch deployment; update one field; change single field; strategic merge patch; merge patch; json patch',
  ),
  one(
    'patch {ref} --type=merge -p \'{"metadata":{"finalizers":null}}\'',
    'remove finalizer; delete finalizers; stuck finalizer; clear finalizers',
  ),
  one(
    'patch {ref} -p \'{"spec":{"suspend":true}}\'',
    'suspend cronjob; pause cronjob; stop cronjob; disable cron job',
    { kind: 'CronJob', verb: 'pause' },
  ),
  one('patch {ref} -p \'{"spec":{"suspend":false}}\'', 'resume cronjob; unsuspend cron job; enable cronjob', {
    kind: 'CronJob',
    verb: 'resume',
  }),
  one(
    'label {ref} KEY=VALUE',
    'label; label pod; add label; set label; tag pod; label deployment; label namespace; label resource',
    { kind: 'Pod', verb: 'label' },
  ),
  one(
    'label {ref} KEY=VALUE --overwrite',
    'overwrite label; change label; update existing label; change value of label',
    { kind: 'Pod' },
  ),
  one('label {ref} KEY-', 'remove label; delete label; unlabel; take label off', { kind: 'Pod' }),
  one(
    'annotate {ref} KEY=VALUE',
    'annotate; add annotation; set annotation; annotate pod; annotate deployment; update annotation',
    { kind: 'Pod', verb: 'annotate' },
  ),
  one('annotate {ref} KEY-', 'remove annotation; delete annotation; take annotation off', { kind: 'Pod' }),
  one(
    'delete {ref}',
    'delete; delete pod; remove deployment; kill pod; delete service; get rid of; delete object; destroy; delete job',
    { kind: 'Pod', verb: 'delete' },
  ),
  one(
    'delete {ref} --grace-period=0 --force',
    'force delete; delete stuck pod; force kill pod; stuck terminating; pod will not go away; terminating forever; delete immediately; hanging terminating; delete terminating pod',
    { kind: 'Pod' },
  ),
  many(
    'delete pods --field-selector=status.phase=Failed',
    'delete evicted pods; clean up evicted; delete failed pods; remove evicted; clean failed pods; delete all failed',
  ),
  many(
    'delete jobs --field-selector=status.successful=1',
    'delete completed jobs; clean finished jobs; remove completed jobs; delete finished',
  ),
  many(
    'delete pods -l KEY=VALUE',
    'delete by label; delete pods with label; delete matching label; delete selector',
  ),
  many('delete pods --all', 'delete all pods; delete every pod; remove all pods'),
  one('delete -f FILE.yaml', 'delete file; delete what manifest made; delete resources in file'),
  wide(
    "get namespace NAME -o json | jq '.spec.finalizers=[]' | kubectl replace --raw /api/v1/namespaces/NAME/finalize -f -",
    'namespace stuck terminating; force delete namespace; namespace will not delete; delete namespace stuck terminating',
    { kind: 'Namespace' },
  ),
  wide('delete namespace NAME', 'delete namespace; remove namespace', { kind: 'Namespace' }),
  one(
    'create job --from=cronjob/{name} JOB-NAME',
    'job from cronjob; run cronjob now; trigger cron job; run cron manually; start cronjob by hand; cronjob immediately; execute cronjob; kick off cronjob; manually trigger',
    { kind: 'CronJob', verb: 'trigger' },
  ),
  one('create job NAME --image=IMAGE -- COMMAND', 'create job; new job'),
  one(
    "create cronjob NAME --image=IMAGE --schedule='0 * * * *' -- COMMAND",
    'create cron job; new cronjob; create cronjob schedule',
  ),
  one(
    'create deployment NAME --image=IMAGE',
    'create deployment; new deployment; start deployment; deploy image',
  ),
  wide('create namespace NAME', 'create namespace; new namespace; make namespace; add namespace', {
    kind: 'Namespace',
  }),
  one(
    'create secret generic NAME --from-literal=KEY=VALUE',
    'create secret; secret literal; new secret; secret from literal; generic secret; make secret',
  ),
  one('create secret generic NAME --from-file=FILE', 'secret from file; create secret file'),
  one(
    'create secret docker-registry NAME --docker-server=SERVER --docker-username=USER --docker-password=PASSWORD',
    'pull secret; registry secret; docker registry secret; image pull secret; private registry credentials; dockercfg secret',
  ),
  one(
    'create secret tls NAME --cert=CERT.pem --key=KEY.pem',
    'tls secret; certificate secret; create tls secret',
  ),
  one(
    'create configmap NAME --from-literal=KEY=VALUE',
    'create config map; new configmap; config map literal',
  ),
  one('create configmap NAME --from-file=FILE', 'config map from file; configmap file'),
  one('create serviceaccount NAME', 'create service account; new service account'),
  one('create token SERVICE-ACCOUNT', 'service account token; create token; get token; bearer token'),
  one('create role NAME --verb=get,list --resource=pods', 'create role; new role'),
  wide('create clusterrole NAME --verb=get,list --resource=pods', 'create cluster role; new cluster role'),
  one(
    'create rolebinding NAME --role=ROLE --serviceaccount=NAMESPACE:ACCOUNT',
    'create role binding; bind role; grant role; give service account permission; grant permission; give access',
  ),
  wide(
    'create clusterrolebinding NAME --clusterrole=ROLE --serviceaccount=NAMESPACE:ACCOUNT',
    'create cluster role binding; bind cluster role; grant cluster admin',
  ),
  one(
    'create quota NAME --hard=cpu=1,memory=1Gi,pods=10',
    'create quota; new resource quota; set quota namespace',
  ),
  one('create ingress NAME --rule=HOST/PATH=SERVICE:PORT', 'create ingress; new ingress'),
  one(
    'create service clusterip NAME --tcp=PORT:TARGET-PORT',
    'create service; create clusterip service; new service; create loadbalancer service',
  ),
  one(
    'create poddisruptionbudget NAME --selector=KEY=VALUE --min-available=1',
    'create pdb; create pod disruption budget',
  ),
  wide('create priorityclass NAME --value=1000', 'create priority class'),
  one(
    'create -f FILE.yaml',
    'create from json; create resource file; create pod from file; create resource stdin',
  ),
  one(
    'expose {ref} --port=PORT --target-port=TARGET-PORT',
    'expose deployment; expose as service; make service for deployment; expose pod; create service for a pod; service for deployment',
    { kind: 'Deployment' },
  ),
  one(
    'wait --for=condition=Available {ref} --timeout=120s',
    'wait deployment available; wait until available; wait for deployment; block until ready; wait until rolled out; wait',
  ),
  one(
    'wait --for=condition=Ready {ref} --timeout=120s',
    'wait pod ready; wait for pod; wait until pod ready; wait pods ready label',
    { kind: 'Pod' },
  ),
  one(
    'wait --for=condition=Complete {ref} --timeout=120s',
    'wait job complete; wait for job; job finished wait',
    { kind: 'Job' },
  ),
  one('wait --for=delete {ref} --timeout=60s', 'wait deleted; wait until gone; wait for deletion', {
    kind: 'Pod',
  }),
  wide('certificate approve CSR', 'approve csr; approve certificate signing request; approve certificate'),
  wide('certificate deny CSR', 'deny csr; reject certificate signing request; deny certificate'),
];

const SECRETS_AND_RIGHTS: Recipe[] = [
  one(
    "get secret {name} -o jsonpath='{.data.KEY}' | base64 -d",
    'decode secret; read secret value; see secret; secret base64; secret plain text; value of secret; view secret contents; secret data',
    { kind: 'Secret' },
  ),
  wide(
    'auth can-i VERB RESOURCE',
    'can i; auth can-i; check permission; am i allowed; check access; my permissions; what i am allowed; permission check; check rights; can i delete; check whether i may',
  ),
  wide(
    'auth can-i --list',
    'list my permissions; everything i may do; all my permissions; what am i allowed; list permissions',
  ),
  wide(
    'auth can-i VERB RESOURCE --as=system:serviceaccount:NAMESPACE:NAME',
    'permission of service account; can service account; check service account permission; impersonate; as another user; user can perform action',
  ),
  wide('auth whoami', 'whoami; who am i; which user; current user; subject attributes; user attributes'),
  wide('auth reconcile -f FILE.yaml', 'reconcile rbac; rbac from file'),
  many(
    'get rolebindings,clusterrolebindings -o wide',
    'who has access; list role bindings; role bindings; which bindings',
  ),
  many('get roles,clusterroles', 'list roles; roles; cluster roles'),
];

const CLIENT: Recipe[] = [
  wide(
    'config use-context CONTEXT',
    'use context; switch context; change context; switch cluster; change cluster; select context; go to another cluster; point to another cluster; set context; other cluster',
  ),
  wide(
    'config current-context',
    'current context; which context; active context; which cluster am i; context am i on; what cluster connected; context in use; context right now',
  ),
  wide(
    'config get-contexts',
    'list contexts; all contexts; get contexts; show contexts; available contexts; contexts in kubeconfig',
  ),
  wide('config get-clusters', 'list clusters; clusters kubeconfig; get clusters'),
  wide(
    'config set-context --current --namespace=NAMESPACE',
    'set default namespace; change namespace; switch namespace; default namespace context; change current namespace; permanently namespace; use other namespace',
  ),
  wide(
    'config view',
    'config view; view kubeconfig; show kubeconfig; kubeconfig settings; merged kubeconfig; see config; print kubeconfig',
  ),
  wide('config view --minify', 'kubeconfig current context only; minify'),
  wide('config view --raw', 'raw kubeconfig; kubeconfig certificate data; raw certificate'),
  wide('config rename-context OLD NEW', 'rename context'),
  wide('config delete-context CONTEXT', 'delete context; remove context'),
  wide('config delete-cluster CLUSTER', 'delete cluster kubeconfig; remove cluster entry'),
  wide('config delete-user USER', 'delete user kubeconfig; remove user'),
  wide(
    'config set-cluster NAME --server=URL',
    'set cluster server; add cluster kubeconfig; cluster entry server; certificate authority cluster entry',
  ),
  wide(
    'config set-credentials USER --token=TOKEN',
    'set credentials; add user kubeconfig; credentials entry; basic auth entry',
  ),
  wide('config set PROPERTY VALUE', 'config set; set field kubeconfig; server field'),
  wide('config unset PROPERTY', 'config unset; unset field kubeconfig'),
  wide(
    'cluster-info',
    'cluster info; api server address; control plane address; endpoint of cluster; basic cluster information; api url',
  ),
  wide('cluster-info dump', 'dump cluster state; cluster dump; dump everything'),
  wide(
    'version',
    'version; kubernetes version; server version; client version; kubectl version; cluster version',
  ),
  wide(
    'api-resources',
    'api resources; resource types; kinds; all resource types; what kinds are there; list resource kinds; short names; supported resources; all kinds',
  ),
  wide('api-resources --namespaced=true', 'namespaced resources; resources in namespace kinds'),
  wide(
    'api-resources --namespaced=false',
    'non namespaced resources; cluster scoped kinds; cluster wide resources',
  ),
  wide('api-versions', 'api versions; supported api versions; api groups'),
  wide(
    'explain pod.spec',
    'explain; documentation fields; fields of kind; schema; field documentation; docs of resource; kubectl explain; document resource',
  ),
  wide('explain pod --recursive', 'explain recursive; all fields; every field'),
  wide(
    'completion bash',
    'completion; bash completion; shell completion; autocomplete; zsh completion; tab completion',
  ),
  wide('plugin list', 'list plugins; plugins; krew'),
  wide('kustomize DIRECTORY', 'kustomize build; build kustomization; render kustomize'),
  wide('get --raw /readyz?verbose', 'api server health; readyz; healthz; control plane health; raw api'),
  wide('options', 'global options; global flags'),
];

/** What kubectl does, command by command. */
export const RECIPES: readonly Recipe[] = [
  ...ROLLOUTS,
  ...NODES,
  ...LOGS,
  ...INSIDE,
  ...LISTS,
  ...WRITES,
  ...SECRETS_AND_RIGHTS,
  ...CLIENT,
];
