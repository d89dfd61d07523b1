import { hash32 } from '../../engine/random.ts';
import { parseQuantity } from '../../kube/quantity.ts';
import type { Node } from '../../kube/cluster-kinds.ts';
import { accumulate } from '../../signals/accumulate.ts';
import { versionAt } from '../../signals/journal.ts';
import type { Life } from '../../signals/journal.ts';
import type { SignalModel } from '../../signals/model.ts';
import { seedOf, shareOf, wander } from '../../signals/noise.ts';
import { counter, gauge } from './family.ts';
import type { Family, Signal } from './family.ts';
import { troubleOf } from './machine-trouble.ts';
import type { MachineTrouble } from './machine-trouble.ts';

interface Machine {
  model: SignalModel;
  node: Node;
  life: Life<Node>;
  seed: number;
  cores: number;
  memory: number;
  trouble: MachineTrouble;
}

const MINUTE = 60_000;
const DISK = 83_873_772 * 1024;

function machines(model: SignalModel): Machine[] {
  return model.journal.lives('nodes').flatMap((life) => {
    const node = life.versions.at(-1)?.object;
    if (!node) return [];
    return [
      {
        model,
        node,
        life,
        trouble: troubleOf(model, node.metadata.name),
        seed: seedOf(node.metadata.uid),
        cores: Number(node.status.capacity['cpu'] ?? 1),
        memory: parseQuantity(node.status.capacity['memory']),
      },
    ];
  });
}

export function addressOf(node: Node): string {
  return node.status.addresses.find(({ type }) => type === 'InternalIP')?.address ?? node.metadata.name;
}

/** The times a machine is away: its exporter cannot be scraped then. */
export function awayTimes({ cluster }: SignalModel, node: string): { from: number; to: number }[] {
  return cluster.faults
    .history()
    .filter(({ fault }) => fault.type === 'node-down' && fault.node === node)
    .map(({ from, to = Infinity }) => ({ from, to }));
}

type Make = (machine: Machine) => { labels?: Record<string, string>; value: (time: number) => number }[];

function each(make: Make): Family['signals'] {
  return (model) =>
    machines(model).flatMap((machine) => {
      const { node, life } = machine;
      const away = awayTimes(model, node.metadata.name);
      const own = { job: 'node-exporter', instance: `${addressOf(node)}:9100`, node: node.metadata.name };
      return make(machine).map(({ labels, value }): Signal => ({
        labels: { ...own, ...labels },
        from: life.bornAt,
        to: life.goneAt ?? Infinity,
        value: (time) => (away.some(({ from, to }) => time >= from && time < to) ? NaN : value(time)),
      }));
    });
}

/** The share of its CPU that a machine uses. */
function busy(machine: Machine, time: number): number {
  const { model, node, seed, trouble } = machine;
  const level = model.curve(`node/${node.metadata.name}`).level(time);
  return Math.min(
    0.97,
    0.06 +
      0.16 * level * (0.8 + 0.4 * shareOf(node.metadata.name)) +
      0.015 * wander(seed, time, MINUTE) +
      trouble.at('cpu', time),
  );
}

const MODES: Record<string, { constant: number; weight: number }> = {
  user: { constant: 0.035, weight: 0.12 },
  system: { constant: 0.02, weight: 0.035 },
  iowait: { constant: 0.002, weight: 0.003 },
  softirq: { constant: 0.002, weight: 0.004 },
  idle: { constant: 0.94, weight: -0.162 },
};

/** Which mode the CPU that trouble takes is counted in: what is not idle then. */
const TAKEN: Record<string, number> = { user: 0.8, system: 0.2, idle: -1 };

const cpu: Make = (machine) => {
  const { model, node, cores, life, trouble } = machine;
  const curve = model.curve(`node/${node.metadata.name}`);
  return Array.from({ length: cores }, (_, core) => String(core)).flatMap((core) =>
    Object.entries(MODES).map(([mode, { constant, weight }]) => {
      const usual = accumulate(curve, [{ from: life.bornAt, constant, weight }]);
      const share = TAKEN[mode] ?? 0;
      const value = (time: number): number => usual(time) + share * trouble.until('cpu', time);
      return { labels: { cpu: core, mode }, value };
    }),
  );
};

const load =
  (minutes: number): Make =>
  (machine) => [
    {
      value: (time) =>
        machine.cores * busy(machine, time) * (1.1 + 0.3 * wander(machine.seed, time, minutes * MINUTE)),
    },
  ];

const available: Make = ({ seed, memory }) => [
  { value: (time) => Math.round(memory * (0.62 + 0.04 * wander(seed, time, 12 * MINUTE))) },
];

/** Days in which logs fill a tenth of the disk before they are rotated away. */
const ROTATION = 3 * 86_400_000;

const diskFree: Make = ({ model, node, seed, life, trouble }) => [
  {
    labels: { mountpoint: '/', device: '/dev/nvme0n1p1', fstype: 'ext4' },
    value: (time) => {
      const at = versionAt(life, time);
      const pressed = at?.status.conditions.some(
        ({ type, status }) => type === 'DiskPressure' && status === 'True',
      );
      const phase = ((time + hash32(node.metadata.name)) % ROTATION) / ROTATION;
      const usual = 0.58 - 0.08 * phase + 0.004 * wander(seed, time, 20 * MINUTE);
      const filling = model.cluster.faults
        .history()
        .find(
          ({ fault, from, to = Infinity }) =>
            fault.type === 'disk-pressure' &&
            fault.node === node.metadata.name &&
            time >= from - 2 * 3_600_000 &&
            time < to,
        );
      if (!filling) return Math.round(DISK * (pressed ? 0.05 : usual * (1 - trouble.filled(time))));
      const share = Math.min(1, 1 - (filling.from - time) / (2 * 3_600_000));
      return Math.round(DISK * (usual + (0.045 - usual) * share));
    },
  },
];

const diskSize: Make = () => [
  { labels: { mountpoint: '/', device: '/dev/nvme0n1p1', fstype: 'ext4' }, value: () => DISK },
];

const bytes =
  (perSecond: number): Make =>
  ({ model, node, life }) => [
    {
      labels: { device: 'eth0' },
      value: accumulate(model.curve(`node/${node.metadata.name}`), [
        { from: life.bornAt, weight: perSecond },
      ]),
    },
  ];

const drops: Make = ({ trouble }) => [
  {
    labels: { device: 'eth0' },
    value: (time) => Math.floor(trouble.until('drops', time)),
  },
];

const diskTime: Make = ({ model, node, life }) => [
  {
    labels: { device: 'nvme0n1' },
    value: accumulate(model.curve(`node/${node.metadata.name}`), [
      { from: life.bornAt, weight: 0.03, constant: 0.01 },
    ]),
  },
];

/** What node_exporter says of machines. */
export const NODES: Family[] = [
  counter('node_cpu_seconds_total', 'Seconds the CPUs spent in each mode.', each(cpu)),
  gauge('node_load1', 'Load average of one minute.', each(load(1))),
  gauge('node_load5', 'Load average of five minutes.', each(load(5))),
  gauge('node_load15', 'Load average of fifteen minutes.', each(load(15))),
  gauge(
    'node_memory_MemTotal_bytes',
    'Memory there is.',
    each(({ memory }) => [{ value: () => memory }]),
  ),
  gauge('node_memory_MemAvailable_bytes', 'Memory that is available.', each(available)),
  gauge('node_filesystem_avail_bytes', 'Bytes of the filesystem that are free.', each(diskFree)),
  gauge('node_filesystem_size_bytes', 'Bytes of the filesystem.', each(diskSize)),
  counter('node_disk_io_time_seconds_total', 'Seconds spent doing I/O.', each(diskTime)),
  counter('node_network_receive_bytes_total', 'Bytes received.', each(bytes(1_400_000))),
  counter('node_network_receive_drop_total', 'Received packets that were dropped.', each(drops)),
  counter('node_network_transmit_bytes_total', 'Bytes sent.', each(bytes(1_900_000))),
  gauge(
    'node_timex_offset_seconds',
    'By how much the clock is wrong.',
    each(({ trouble, seed }) => [
      { value: (time) => trouble.at('clock', time) + 0.0004 * wander(seed, time, MINUTE) },
    ]),
  ),
  gauge(
    'node_boot_time_seconds',
    'When the machine was started.',
    each(({ life }) => [{ value: () => life.bornAt / 1000 }]),
  ),
  gauge(
    'node_time_seconds',
    'The clock of the machine.',
    each(({ trouble }) => [{ value: (time) => time / 1000 + trouble.at('clock', time) }]),
  ),
];
