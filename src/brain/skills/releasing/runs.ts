import { iso } from '../../answer/phrase.ts';
import type { GithubConnector } from '#connectors/github';
import { plural } from '#ground/text';
import { codeBlock, fact, say, type Block, type Draft, type Item } from '../../answer/draft.ts';
import { bold, code, inline, prose } from '../../answer/markdown.ts';
import { citeSaid, moment, rangeOf, short, unread } from '../elsewhere/words.ts';
import type { SkillContext } from '../skill.ts';
import type { Value } from './in-words.ts';
import { askRepositories, listedDraft, repositoryOf } from './repositories.ts';

const WEEK = 7 * 24;
const MONTH = 28 * 24;

type Run = Value<'listWorkflowRuns'>['runs'][number] & { repository: string };

function jobsInWords(cited: string, failures: Value<'readWorkflowRun'>['failures']): Block[] {
  return failures.flatMap(({ job, step, state, lines, note }): Block[] => {
    const where = step === undefined ? '' : ` in the step “${step}”`;
    return [
      fact(inline`Job ${code(job)} ended with ${state}${where}:`, [cited]),
      ...(lines.length === 0 ? [] : [codeBlock('', lines.join('\n'))]),
      ...(note === undefined ? [] : [say(prose(note))]),
    ];
  });
}

async function oneRun(
  context: SkillContext,
  github: GithubConnector,
  asked: { repository: string; runId?: number; branch?: string },
): Promise<Draft> {
  const told = await github.readWorkflowRun(asked);
  if (!told.ok && told.error.code === 'no-failed-run')
    return { outcome: 'answered', blocks: [say(bold(prose(told.error.message)))], suggestions: [] };
  if (!told.ok) return unread('workflow run', [told.error.message]);
  const { run, failures, repository, note } = told.value;
  const says = `${run.workflow} #${run.number} ${run.state} on ${run.branch ?? '?'}`;
  const cited = citeSaid(context, {
    system: 'github',
    query: `${repository}: run ${run.id}`,
    says,
    link: run.url,
  });
  const on = run.branch === undefined ? inline`` : inline` on ${code(run.branch)}`;
  const head = inline`${run.workflow} of ${code(repository)} ended with ${run.state}${on}`;
  return {
    outcome: 'answered',
    blocks: [
      fact(
        inline`${bold(head)}, ${moment(context, run.at)}: “${prose(run.title)}” by ${run.by}, commit ${code(short(run.sha))}.`,
        [cited],
      ),
      ...jobsInWords(cited, failures),
      ...(note === undefined ? [] : [say(prose(note))]),
    ],
    focus: context.slots.objects,
    suggestions: [],
  };
}

function runItem(context: SkillContext, run: Run): Item {
  const { repository, workflow, title, state, branch = '?', by, at, url, id } = run;
  const says = `${workflow} ${state}`;
  return {
    text: inline`${code(repository)} ${workflow} on ${code(branch)}: ${state}, ${moment(context, at)}, “${prose(title)}” by ${by}`,
    evidence: [citeSaid(context, { system: 'github', query: `${repository}: run ${id}`, says, link: url })],
  };
}

const OF_ALL = /\b(?:status|pass\w*|green|latest|last run|ok)\b/i;

/** Runs that failed, or why the last one did. */
export async function runs(context: SkillContext, github: GithubConnector): Promise<Draft> {
  const { branch, why } = context.slots.deployments ?? {};
  const on = branch === undefined ? {} : { branch };
  const only = repositoryOf(context);
  if (why === true && only !== undefined) return oneRun(context, github, { repository: only, ...on });
  const { from, said } = rangeOf(context, why === true ? MONTH : WEEK);
  const isOfAll = OF_ALL.test(context.message);
  const wanted = { ...(isOfAll ? {} : { state: 'failure' as const }), ...on, since: iso(from) };
  const answers = await askRepositories(context, github, {
    what: 'workflow runs',
    ask: (repository, alone) => github.listWorkflowRuns({ repository, ...wanted, limit: alone ? 20 : 5 }),
  });
  if ('outcome' in answers) return answers;
  const found = answers.values
    .flatMap(({ runs: own, repository }) => own.map((run) => ({ ...run, repository })))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const [newest] = found;
  if (why === true && newest !== undefined)
    return oneRun(context, github, { repository: newest.repository, runId: newest.id });
  const what = isOfAll ? 'workflow run' : 'failed workflow run';
  const where = branch === undefined ? inline`` : inline` on ${code(branch)}`;
  const count = found.length === 0 ? `No ${what}` : plural(found.length, what);
  const cited = citeSaid(context, { system: 'github', query: `${what}s`, says: `${found.length} found` });
  const items = found.map((run) => runItem(context, run));
  return listedDraft(context, {
    head: inline`${count}${where} (${said}).`,
    cited,
    items,
    notes: answers.notes,
  });
}
