import { type KubernetesObject, type Labels, matches, type NetworkRule, workloads } from './objects.ts';

type Direction = 'ingress' | 'egress';

/**
 * Ports between the pods of a release that its network policies open at one side, as
 * `identity -> gateway 4000`. A connection needs both sides.
 */
export function openFlows(objects: readonly KubernetesObject[], side: Direction): string[] {
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  const pods = [...new Map(workloads(objects).map((workload) => [workload.component, workload.labels]))];
  const ports = [...new Set(policies.flatMap(({ spec }) => rules(spec?.ingress)))];
  return pods.flatMap(([from, source]) =>
    pods.flatMap(([to, target]) => {
      const [own, other] = side === 'egress' ? [source, target] : [target, source];
      return ports.filter((port) => permits(own, other, port)).map((port) => `${from} -> ${to} ${port}`);
    }),
  );

  /** Policies add up; a pod that none selects is open. */
  function permits(own: Labels, other: Labels, port: number): boolean {
    const selecting = policies.filter(({ spec }) => matches(spec!.podSelector!.matchLabels, own));
    if (selecting.length === 0) return true;
    return selecting
      .flatMap(({ spec }) => spec?.[side] ?? [])
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
