/** Words that no answer has to speak of: they say that something is asked, or how it is to be shown. */
export const NEUTRAL: ReadonlySet<string> = new Set(
  `describe inspect describes explain summarise summarize summary overview details info information report reports visible matter
  vs versus compare compared comparison plot graph draw chart trend develop developed development wise
  command commands kubectl auth can-i grep type tail cat logql promql traceql query run
  users user customers customer people colleague colleagues boss someone somebody
  alright fine good great cool ok okay worry worried bother
  root cause causes caused reason reasons
  deployment deployments app apps application applications workload workloads service services svc
  belong belongs belonging owned owns hold holds contain contains
 long start starts started begin began expiry line lines row rows first
  able happened happening confirm open meaning plus times time during figure double check triage investigate half back window namespace namespaces ns asap
  atm rn asap incl listen listens link close confirm confirms external mean means person engineer engineers persons yourself
  latest newest recent recently currently lately
  second seconds sec minute minutes hour hours day days week per`
    .split(/\s+/)
    .filter(Boolean),
);
