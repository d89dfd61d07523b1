import { describe, expect, it } from 'vitest';
import { createTemplateMiner } from './template-miner.ts';

/** The lines by template, as numbers of the lists they were given in. */
function grouping(lists: readonly (readonly string[])[]): number[][] {
  const miner = createTemplateMiner();
  const shapes = lists.flatMap((list, of) => list.map((line) => ({ of, shape: miner.add(line) })));
  const byTemplate = Map.groupBy(shapes, ({ shape }) => miner.templateOf(shape).id);
  return [...byTemplate.values()].map((members) => [...new Set(members.map(({ of }) => of))]);
}

const users = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace'];

const CASES: Record<string, string[][]> = {
  'lists of any length are one variable': [
    ['ask 10.0.0.1:50 to delete blk_1', 'ask 10.0.0.2:50 to delete blk_-7 blk_8 blk_9'],
    ['stack @0x7fa @0x7fb', 'stack @0x7fa @0x7fb @0x7fc @0x1'],
    ['nodes: n1, n2, n3', 'nodes: n7'],
    ['10.0.0.1 "GET /a" 200', '10.0.0.2 "GET /b" 200'],
    ['10.0.0.1,10.0.0.7 "GET /a" 200', '10.0.0.2,10.0.0.3,10.0.0.4 "GET /b" 200'],
    ['sent 12,345 rows', 'sent 1 rows', 'sent 1,234,567 rows'],
  ],
  'a number and its unit are one variable': [
    ['conn closed, lifetime <1 sec', 'conn closed, lifetime 00:17', 'conn closed, lifetime 2 hours'],
    ['stored in memory (size 5.2 KB, free 317 MB)', 'stored in memory (size 384.0 B, free 1 GB)'],
    ['sent 12 bytes (3 KB) in all', 'sent 1 bytes (0.1 KB) in all'],
  ],
  'an optional part makes another template': [
    ['auth failure; uid=0 ruser= rhost=1.2.3.4', 'auth failure; uid=0 ruser= rhost=1.2.3.5'],
    [
      'auth failure; uid=0 ruser= rhost=1.2.3.4 user=root',
      'auth failure; uid=0 ruser= rhost=1.2.3.4 user=root',
    ],
  ],
  'a few words are states': [
    ['[instance: 7a] VM Started (Lifecycle Event)', '[instance: 7b] VM Started (Lifecycle Event)'],
    ['[instance: 7a] VM Paused (Lifecycle Event)'],
    ['[instance: 7a] VM Resumed (Lifecycle Event)'],
    ['[instance: 7a] VM Stopped (Lifecycle Event)'],
  ],
  'methods are told apart, paths are not': [
    [
      '10.1.1.1 "GET /v2/servers/detail HTTP/1.1" status: 200',
      '10.1.1.2 "GET /healthz HTTP/1.1" status: 404',
    ],
    ['10.1.1.1 "POST /v2/os-events HTTP/1.1" status: 200', '10.1.1.1 "POST /v2/x/y HTTP/1.1" status: 200'],
    ['10.1.1.1 "DELETE /v2/servers/17ab HTTP/1.1" status: 200'],
    ['"HEAD / HTTP/1.1" 200', '"HEAD /a?b=c&d=e HTTP/1.1" 200', '"HEAD /a HTTP/1.1" 200'],
  ],
  'a number says little of the words at its place': [
    ['Connection closed by 10.0.0.1', 'Connection closed by 10.0.0.2'],
    ['Connection closed by peer', 'Connection closed by peer'],
    ['exited with status 1', 'exited with status 127'],
    ['exited with status failed'],
  ],
  'a name is a variable sooner when it is announced': [
    ['cyrus', 'news', 'ftp'].map((user) => `session opened for user ${user} by (uid=0)`),
    ['session opened for admin purposes', 'session opened for admin purposes'],
    ['blue', 'green', 'red'].map((node) => `evicting pods on node "${node}"`),
  ],
  'protocols with a version are words': [
    ['V1 open through proxy a.example.com:80 HTTPS', 'V2 open through proxy b.example.com:80 HTTPS'],
    ['V1 open through proxy a.example.com:80 SOCKS5'],
    ['CPU7 went offline', 'CPU0 went offline', 'CPU12 went offline'],
  ],
  'punctuation tells templates apart': [
    ['Running command ls7', 'Running command ls8'],
    ['Running command: ls7', 'Running command: ls8'],
  ],
  'keys are cut from their values': [
    ['mount source:/a/b, target:/c', 'mount source:/d, target:/e/f/g'],
    ['next day:1514', 'next day:1515'],
    ['x:1,y:2', 'x:17,y:-3'],
  ],
  'names are variables, with digits and without': [
    [...users, 'mallory9', '0101', 'pi,berry'].map((user) => `Invalid user ${user} from 10.0.0.1`),
    users.map((user) => `Failed password for invalid user ${user} from 10.0.0.1 port 22`),
    [...users, 'root'].map((user) => `Failed password for ${user} from 10.0.0.1 port 22`),
  ],
  'two names may vary at once': [
    users.map(
      (user, at) => `mapred.${user}.id is deprecated. Instead, use mapreduce.${users[(at * 3) % 7] ?? ''}.id`,
    ),
    users.map((user, at) => `role ${user} was given to ${users[(at * 5) % 7] ?? ''} by the operator`),
  ],
  'a placeholder stands for a value': [
    ['Fan speeds ( 3552 3534 **** 3515 )', 'Fan speeds ( 3552 3534 3375 3515 )'],
    ['waiting for lock 17 held by none', 'waiting for lock 18 held by 4711'],
  ],
  'booleans are values': [
    ['ready=true,policy=3,boot=false', 'ready=false,policy=1,boot=false'],
    ['screen state is true', 'screen state is false'],
    ['true cannot be found', 'false cannot be found'],
  ],
  'dates in words are one variable': [
    ['connection at Sat Jul  9 22:53:19 2005', 'connection at Mon Aug 10 02:53:19 2005'],
    ['last seen 12 Jan 2024 10:00:00 UTC', 'last seen 1 Feb 2024 11:00:00 AM'],
  ],
  'enumerations in capitals are told apart': [
    ['task_1 moved from NEW to SCHEDULED', 'task_2 moved from NEW to SCHEDULED'],
    ['task_1 moved from SCHEDULED to RUNNING'],
    ['task_1 moved from RUNNING to SUCCEEDED'],
    ['task_1 moved from RUNNING to FAILED'],
    ['task_1 moved from NEW to KILLED'],
  ],
  'code is not a variable for its digits': [
    ['init2() found child 12', 'init2() found child 13'],
    ['Brcm43xx::syncState: on 3', 'Brcm43xx::syncState: on 4'],
    ['Brcm43xx::setPower: on 3', 'Brcm43xx::setPower: on 4'],
  ],
  'verbs with one word each stay apart': [
    ['stepChanged 3579', 'stepChanged 1'],
    ['dayChanged 3579', 'dayChanged 1'],
    ['totalSteps=1##2##3', 'totalSteps=9##9##9'],
    ['screenOn', 'screenOn'],
    ['flush data', 'flush data'],
    ['reload data', 'reload data'],
  ],
  'addresses of any kind are variables': [
    [
      'connect from a.example.com',
      'connect from 10.1.2.3',
      'connect from fe80::1',
      'connect from 2001:db8::ff00:42:8329',
    ],
    [
      'dhcp for 00:11:43:e3:ba:c3 via eth1',
      'dhcp for ab:cd:ef:e3:ba:c3 via eth0',
      'dhcp for ab:cd:ef:ea:ba:cc via eth0',
    ],
    ['mail to=<ann@example.com> ok', 'mail to=<bob@example.org> ok'],
  ],
};

describe('template miner', () => {
  it.each(Object.entries(CASES))('%s', (_, lists) => {
    expect(grouping(lists)).toEqual(lists.map((_list, at) => [at]));
  });
});
