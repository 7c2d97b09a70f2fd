import { type KubernetesObject, type Labels, matches, type NetworkRule, workloads } from './objects.ts';

/** Ports between the pods of a release that its network policies open, as `identity -> gateway 4000`. */
export function openFlows(objects: readonly KubernetesObject[]): string[] {
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  const pods = [...new Map(workloads(objects).map((workload) => [workload.component, workload.labels]))];
  const ports = [
    ...new Set(policies.flatMap(({ spec }) => [...rules(spec?.ingress), ...rules(spec?.egress)])),
  ];
  return pods.flatMap(([from, source]) =>
    pods.flatMap(([to, target]) =>
      ports
        .filter((port) => permits('egress', source, target, port) && permits('ingress', target, source, port))
        .map((port) => `${from} -> ${to} ${port}`),
    ),
  );

  /** Policies add up; a pod that none selects is open. */
  function permits(direction: 'ingress' | 'egress', own: Labels, other: Labels, port: number): boolean {
    const selecting = policies.filter(({ spec }) => matches(spec!.podSelector!.matchLabels, own));
    if (selecting.length === 0) return true;
    return selecting
      .flatMap(({ spec }) => spec?.[direction] ?? [])
      .some((rule) => rule.ports.some((one) => one.port === port) && covers(rule, other));
  }
}

function rules(list: readonly NetworkRule[] = []): number[] {
  return list.flatMap(({ ports }) => ports.map(({ port }) => port));
}

/** Pods of other namespaces and addresses are not those of the release. */
function covers({ from, to }: NetworkRule, labels: Labels): boolean {
  const peers = from ?? to;
  if (peers === undefined) return true;
  return peers.some(
    ({ podSelector, namespaceSelector }) =>
      podSelector !== undefined &&
      namespaceSelector === undefined &&
      matches(podSelector.matchLabels, labels),
  );
}
