import type { SkillId } from '../understand/reading.ts';

const words = (said: string): ReadonlySet<string> => new Set(said.split(/\s+/).filter(Boolean));

/** Beside its cues, the words by which a skill is asked: an answer of it heeds them by being its answer. */
export const ASKED_BY: Readonly<Partial<Record<SkillId, ReadonlySet<string>>>> = {
  diagnose: words(
    `acting fix fixes mend evict evicts drain drained maintenance finish finishes reach reached reaches resolve resolves low high callers traffic earlier hpa pod pods replica replicas namespace namespaces ns node nodes happened happen happens repair restart restarts restarted restarting times
    connection connections scheduled schedule schedules statefulset pull pulled image images permission permissions lose lost outcome db database
    ages double figure backoff notready job jobs nightly break breaks selector selectors errors logs log event events cause causes caused due
    failedscheduling backofflimitexceeded mismatch investigate diagnose triage root trouble ignores refuse refuses hurts alert alerts firing`,
  ),
  'cluster-health': words(
    `attention concern concerns tell know night morning red green worst top priorities priority act tackle fires smoke team everyone look watch critical serious severe important emergency emergencies findings unhealthy namespace namespaces ns cluster clusters happened happen happens urgent fixing fix triage handover half alert alerts alarm alarms restart restarts restarted
    problems attention overview summary round standup shift pods nodes workloads burning fire sleep bed`,
  ),
  describe: words(
    `pod pods configured size big memory cpu limit limits health age owner variable variables vars var host hostname port ports
    serve serves answer answers used scaled backend loadbalancer balancer load`,
  ),
  usage: words(
    `hungry cores millicores mib gib percent share node nodes pod pods near close throttle throttled burn burns burning take takes taking headroom limit limits request requests quota memory cpu ram mem hungry hungriest eats eat eating greedy consumer consumers hog hogs`,
  ),
  alerts: words(
    `alertmanager prometheus critical warning info severity page end ends fail fails failing broken down mean means meaning threshold trigger triggers triggered
    rule rules expression runbook active rang ring noise noisy quiet target targets scrape exporter exporters muted mute why reason whom by new`,
  ),
  changes: words(
    `able broke break breaks trouble problem incident culprit guilty suspect behind differs different edited edit touched touch modified modify made make`,
  ),
  connectivity: words(
    `packet packets traffic network policy policies egress ingress firewall hop port ports service endpoint endpoints ready route tcp http open closed host name curl ping telnet pass passes through between sees see get gets selector empty fail fails failing lookup lookups time out timeout timeouts elsewhere able netpol stop stops block blocks blocked reach reached reachable resolve resolves connect connected talk talks way path dns lookup speak call calls`,
  ),
  dashboards: words(
    `open show find link url where see look panel panels grafana board boards chart charts graph annotation annotations`,
  ),
  deployments: words(
    `github actions action git log broken changed change content contents explained explain time newest unmerged opened open pull request requests merged
    merge version versions release released shipped live build builds pipeline pipelines workflow workflows ci red green failed run runs notes diff in branch`,
  ),
  incidents: words(
    `assignee assigned assign carries carry carrying pager history learn learned learnt postmortem month working works work problems problem status state
    postmortems rota rotation schedule shift next tonight weekend backup secondary primary escalate escalation escalates snow servicenow jira ticket tickets change request requests approved approve planned open opened closed resolved priority urgent sev summary latest last similar before happened`,
  ),
  logs: words(
    `back complain complains complaining frequent often new restart restarted search searching top window writes write writing wrote say says said prints print printing spew spews noisy
    loud loudest chatty words message messages text loki stack traces stacktrace exception exceptions level warn warning warnings lines line tail follow stream output since before after between around`,
  ),
  metrics: words(
    `budget evaluate execute req/s saturation starting names metric exist pool rps p99 p95 median busy hot`,
  ),
  relations: words(
    `confirm lead leads pods pod reachable reach through 5xx behind delete deleted removed hit break breaks affected select selects use uses used using mount mounts mounted
    depend depends dependency dependents touch touches route routes routed points point`,
  ),
  rollout: words(
    `image images replicas updated surge unavailable new progress percent halfway paused deadline exceeded pods generation hang hangs affected ran run previous rollback serve serves serving stuck progress progressing finish finished done complete completed strategy revision revisions old still version`,
  ),
  slo: words(
    `promise promised promises target targets objective objectives budget burn burning burns burnt left spent kept meet meets met sla slas sli keep`,
  ),
  sync: words(
    `revisions cd argo argocd git manage manages managed match matches revision state status synced sync drift drifted differ differs different application applications app apps commit live desired in order health`,
  ),
  traces: words(
    `break down dependencies dependency depend depends downstream upstream callers caller call calls called request requests spend spends spent time lose loses lost long longer shorter took take takes where slow slower slowest
    operation operations hop hops path waterfall span spans longest bottleneck n+1 repeated repeat fail failed failing tempo`,
  ),
  events: words(
    `happened happen happens went recorded reported warning warnings normal latest newest reason reasons`,
  ),
  access: words(
    `denied lists list permission permissions forbidden role roles bound binding bindings subject subjects who rights allowed may`,
  ),
};
