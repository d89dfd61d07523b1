import type { Pod } from '#diagnosis/evidence';

/** A pod as if each of its containers that exist were alone in it, so that what is asked of pods can be asked of one container; one that has not been made yet has no state. */
export function containersApart(pod: Pod, isOfState: boolean): Pod[] {
  const { spec, status } = pod;
  const all = [
    ...spec.containers,
    ...spec.initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always'),
  ];
  const statuses = [...status.containerStatuses, ...status.initContainerStatuses];
  return all.flatMap((container) => {
    const own = statuses.find(({ name }) => name === container.name);
    if (own === undefined && isOfState) return [];
    const conditions = status.conditions.map((condition) =>
      condition.type === 'Ready' || condition.type === 'ContainersReady'
        ? { ...condition, status: own?.ready === true ? 'True' : 'False' }
        : condition,
    );
    return [
      {
        ...pod,
        spec: { ...spec, containers: [container], initContainers: [] },
        status: {
          ...status,
          conditions,
          containerStatuses: own === undefined ? [] : [own],
          initContainerStatuses: [],
        },
      },
    ];
  });
}
