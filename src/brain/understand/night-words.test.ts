import { describe, expect, it } from 'vitest';
import { readAs, readDialogue } from './testing/say.ts';

describe('what is asked in a bad night', () => {
  it.each([
    'wtf is going on',
    'what the hell is happening',
    'nothing works',
    'site down',
    'the website gives 503',
    'login broken',
    'what failed',
    'what just broke?',
    'how many critical problems',
    'got an alert, what happened',
    'we are getting paged',
    'nobody can log in',
    'customers are complaining',
    'users see 500s',
    'status?',
    'summary please',
    'tldr',
    'is prod dead',
    'is anything red',
    'is it fixed yet',
    'did it recover',
    'are we back',
    'all clear?',
    'can I go back to bed',
    'pods are dying',
    'half the pods are down',
    'nothing loads',
  ])('%s: how everything is', (message) => {
    expect(readAs(message)).toMatch(/^cluster-health/);
  });

  it.each([
    ['alert: TargetDown redis', 'diagnose', 'redis'],
    ['why the hell is cart down', 'diagnose', 'Deployment/web/cart'],
    ['chekout broken', 'no-such-name', 'chekout'],
    ['did the nightly report succeed', 'diagnose', 'CronJob/shop/nightly-report'],
    ['when did the report last run', 'describe', 'CronJob/shop/nightly-report] (aspect=last schedule time'],
    ['which k8s contexts do you have?', 'help'],
    ['when did you last hear from the cluster?', 'help'],
    ['what rollouts are stuck', 'list Deployment'],
    ['who broke it', 'changes'],
    ['what was deleted in the last hour', 'changes', 'time='],
    ['what got created today', 'changes', 'time=today'],
    ['are there crashloops', 'list Pod'],
    ['rollback checkout to revision 2', 'change-request', '"revision":"2"'],
    ['was it ok an hour ago', 'angle=since'],
    ['was cart healthy half an hour ago', 'angle=since', 'Deployment/web/cart'],
    ['was cart healthy yesterday', 'out-of-reach'],
  ])('%s', (message, ...pieces) => {
    const read = readAs(message);
    for (const piece of pieces) expect(read).toContain(piece);
  });

  it('asks the same of another place', () => {
    expect(readDialogue(['how many pods are there', 'same for staging'])[1]).toMatch(
      /^inventory @harbour-staging.*count Pod/,
    );
  });

  it('leaves what is named and what was spoken of to the rest of the grammar', () => {
    expect(readAs('is cart ok')).toMatch(/^diagnose/);
    expect(readAs('is staging dead')).toMatch(/^cluster-health @harbour-staging/);
    expect(readDialogue(['why is cart crashing?', 'is it fixed yet'])[1]).toMatch(/^diagnose.*web\/cart/);
    expect(readAs('are all pods ok')).not.toMatch(/^not-understood/);
  });
});
