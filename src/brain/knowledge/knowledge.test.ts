import { beforeAll, describe, expect, it } from 'vitest';
import { openTestStore } from '#ground/store';
import type { Gap } from './gap.ts';
import { brainMigrations } from '../memory/migrations.ts';
import { openKnowledge, type Knowledge } from './knowledge.ts';

const DAY = 24 * 3_600_000;
let at = Date.parse('2026-11-03T09:00:00Z');
let ids = 0;
let gaps: Gap[] = [];
let knowledge: Knowledge;

const later = (ms = 60_000): number => (at += ms);
const firstFor = async (question: string, personId: string) =>
  (await knowledge.find(question, personId, 3))[0]?.guide;
const gap = (message: string, when: number): Gap => ({
  at: new Date(when).toISOString(),
  message,
  outcome: 'not-understood',
});

beforeAll(async () => {
  const { db } = await openTestStore(brainMigrations);
  knowledge = openKnowledge({
    db,
    now: () => at,
    newId: () => `note-${(ids += 1)}`,
    gaps: async (limit) => gaps.slice(0, limit),
  });
});

describe('what is taught', () => {
  const FAILOVER = 'our payments database fails over with patronictl, asked of the DBA on call';

  it('answers its teacher at once, before what ships, and nobody else until it is approved', async () => {
    const note = await knowledge.teach({ text: FAILOVER, personId: 'sam', by: 'Sam' });
    const question = 'how do we fail over the payments database?';
    expect((await firstFor(question, 'sam'))?.provenance).toEqual({
      kind: 'taught',
      by: 'Sam',
      at: '2026-11-03T09:00:00.000Z',
    });
    expect((await firstFor(question, 'kim'))?.provenance.kind).toBe('shipped');
    expect(await knowledge.guide(`taught/${note.id}`, 'kim')).toBeUndefined();
    expect((await knowledge.waiting()).map(({ id }) => id)).toEqual([note.id]);
    later();
    await knowledge.approve(note.id, 'Lee');
    expect((await firstFor(question, 'kim'))?.provenance).toMatchObject({ by: 'Sam', approvedBy: 'Lee' });
    expect(await knowledge.waiting()).toEqual([]);
  });

  it('beats what was taught before of the same matter', async () => {
    later(DAY);
    const text = 'our payments database fails over by itself now, with no DBA';
    await knowledge.teach({ text, personId: 'sam', by: 'Sam' });
    expect((await firstFor('how do we fail over the payments database?', 'sam'))?.title).toBe(text);
  });

  it('is kept once, and forgotten for good by its teacher only', async () => {
    const text = 'the staging cluster is rebuilt every Sunday night';
    const note = await knowledge.teach({ text, personId: 'sam', by: 'Sam' });
    expect((await knowledge.teach({ text, personId: 'sam', by: 'Sam' })).id).toBe(note.id);
    expect(await knowledge.forget([note.id], 'kim')).toBe(0);
    expect(await knowledge.forget([note.id], 'sam')).toBe(1);
    expect(await knowledge.guide(`taught/${note.id}`, 'sam')).toBeUndefined();
  });

  it.each<[what: string, text: string, code: string]>([
    ['nothing', ' \u0000 ', 'nothing-to-learn'],
    ['a book', 'word '.repeat(2_000), 'too-much-to-learn'],
    ['a secret', 'the database password is password=hunter2hunter2', 'secret-in-knowledge'],
    ['a token', 'use ghp_0123456789abcdefghijklmnopqrstuvwxyzAB for the API', 'secret-in-knowledge'],
  ])('is refused when it is %s', async (_, text, code) => {
    await expect(knowledge.teach({ text, personId: 'sam', by: 'Sam' })).rejects.toMatchObject({ code });
  });

  it('may be reworded by a reviewer or rejected, and then stays with its teacher', async () => {
    const one = await knowledge.teach({ text: 'deploys are frozen on fridays', personId: 'kim', by: 'Kim' });
    expect(await knowledge.approve(one.id, 'Lee', 'Deploys are frozen from Friday noon')).toMatchObject({
      text: 'Deploys are frozen from Friday noon',
      state: 'shared',
      by: 'Kim',
    });
    const two = await knowledge.teach({
      text: 'always delete the namespace first',
      personId: 'kim',
      by: 'Kim',
    });
    await knowledge.reject(two.id, 'Lee');
    expect((await firstFor('should one always delete the namespace first', 'kim'))?.id).toBe(
      `taught/${two.id}`,
    );
    expect(await knowledge.guide(`taught/${two.id}`, 'sam')).toBeUndefined();
    await expect(knowledge.approve('gone', 'Lee')).rejects.toMatchObject({ code: 'unknown-note' });
  });

  it('is removable by person and by time when it was poison, approved or not', async () => {
    const since = new Date(later(DAY)).toISOString();
    const bad = await knowledge.teach({
      text: 'restart etcd whenever it is slow',
      personId: 'eve',
      by: 'Eve',
    });
    await knowledge.approve(bad.id, 'Lee');
    const good = await knowledge.teach({
      text: 'etcd snapshots lie in the backup bucket',
      personId: 'sam',
      by: 'Sam',
    });
    await expect(knowledge.purge({})).rejects.toMatchObject({ code: 'purge-of-what' });
    expect(await knowledge.purge({ personId: 'eve', since })).toBe(1);
    expect(await knowledge.guide(`taught/${bad.id}`, 'sam')).toBeUndefined();
    expect(await knowledge.guide(`taught/${good.id}`, 'sam')).toBeDefined();
  });
});

describe('what is imported', () => {
  const doc = (path: string, text: string, commit?: string) => ({ path, text, commit });
  const take = (documents: ReturnType<typeof doc>[], isComplete = false) =>
    knowledge.import({ origin: 'runbooks', documents, isComplete, by: 'sam' });

  it('is found with its path and commit, and taken in again only when it changed', async () => {
    const mangle = doc(
      'ops/mangle.md',
      '# Mangle overflow\n\nThe frobnicator mangles.\n\n## Fix\n\nTurn it.',
      'abc123',
    );
    expect(await take([mangle])).toMatchObject({ added: ['ops/mangle.md'], unchanged: 0 });
    expect((await firstFor('what to do when the frobnicator mangles', 'kim'))?.provenance).toMatchObject({
      kind: 'imported',
      origin: 'runbooks',
      path: 'ops/mangle.md',
      commit: 'abc123',
    });
    later();
    expect(await take([mangle])).toMatchObject({ added: [], changed: [], unchanged: 1 });
    expect(await take([{ ...mangle, text: '# Mangle overflow\n\nNew.' }])).toMatchObject({
      changed: ['ops/mangle.md'],
    });
  });

  it('leaves out what is unfit, says why, and goes on', async () => {
    const report = await take([
      doc('big.md', 'x'.repeat(300 * 1024)),
      doc('picture.md', '\u0000\u0001PNG'),
      doc('empty.md', '  \n'),
      doc('broken.md', '---\ntitle: [unclosed\n---\n# Still read\n\nText'),
      doc('bomb.md', '---\na: &a [x]\nb: *a\n---\n# Aliases\n\nText'),
      doc('secret.md', '# Access\n\npassword=hunter2hunter2'),
      doc('plain.md', 'no front matter, no heading'),
    ]);
    expect(report.added).toEqual(['broken.md', 'bomb.md', 'secret.md', 'plain.md']);
    expect(Object.fromEntries(report.faults.map(({ path, problem }) => [path, problem]))).toEqual({
      'big.md': 'it is larger than 256 KiB',
      'picture.md': 'it is not text',
      'empty.md': 'it is empty',
      'broken.md': 'its front matter is not YAML',
      'bomb.md': 'its front matter is not YAML',
      'secret.md': expect.stringContaining('blacked out') as string,
    });
    const kept = await knowledge.guide('imported/runbooks/secret.md', 'sam');
    expect(JSON.stringify(kept)).not.toContain('hunter2');
  });

  it('removes what is gone from a complete origin', async () => {
    const report = await take([doc('plain.md', 'no front matter, no heading')], true);
    expect(report.removed).toContain('ops/mangle.md');
    expect((await firstFor('what to do when the frobnicator mangles', 'kim'))?.provenance.kind).not.toBe(
      'imported',
    );
  });

  it('refuses an origin without a name', async () => {
    await expect(
      knowledge.import({ origin: ' ', documents: [], isComplete: false, by: 'sam' }),
    ).rejects.toMatchObject({ code: 'import-from-where' });
  });
});

it('what could not be answered in a week is grouped by likeness, with the guide that comes nearest', async () => {
  gaps = [
    gap('why does the frontend cat refuse its tuna', at),
    gap('why is ImagePullBackOff on the moon', at - 1_000),
    gap('frontend cat refuses tuna', at - 2_000),
    gap('an old one', at - 8 * DAY),
  ];
  expect(await knowledge.weeklyGaps('sam', at)).toMatchObject([
    { question: 'why does the frontend cat refuse its tuna', count: 2 },
    {
      question: 'why is ImagePullBackOff on the moon',
      count: 1,
      suggested: { id: 'kubernetes/image-pull-back-off' },
    },
  ]);
});
