/** The parts of Kubernetes objects that the tests read; `kubernetes-schemas.ts` checks all of them. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: Spec;
  readonly data?: Readonly<Record<string, string>>;
}

export type Labels = Readonly<Record<string, string>>;

interface Spec {
  readonly replicas?: number;
  readonly selector?: Labels & { readonly matchLabels?: Labels };
  readonly template?: { readonly metadata: { readonly labels: Labels }; readonly spec: PodSpec };
  readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
  readonly ports?: readonly { readonly port: number; readonly targetPort: string }[];
  readonly podSelector?: { readonly matchLabels: Labels };
  readonly ingress?: readonly NetworkRule[];
  readonly egress?: readonly NetworkRule[];
  readonly rules?: readonly { readonly matches: readonly PathMatch[] }[];
}

export interface PathMatch {
  readonly path: { readonly type: string; readonly value: string };
  readonly method?: string;
}

interface NetworkPeer {
  readonly podSelector?: { readonly matchLabels: Labels };
  readonly namespaceSelector?: object;
  readonly ipBlock?: object;
}

export interface NetworkRule {
  readonly from?: readonly NetworkPeer[];
  readonly to?: readonly NetworkPeer[];
  readonly ports: readonly { readonly port: number; readonly protocol: string }[];
}

export interface PodSpec {
  readonly automountServiceAccountToken?: boolean;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly hostNetwork?: boolean;
  readonly containers: readonly Container[];
  readonly volumes: readonly ({ readonly name: string } & Readonly<Record<string, unknown>>)[];
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly env?: readonly EnvironmentEntry[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  readonly readinessProbe?: { readonly httpGet?: { readonly path: string } };
  readonly livenessProbe?: { readonly httpGet?: { readonly path: string } };
}

export interface EnvironmentEntry {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef?: { readonly name: string; readonly key: string } };
}

export interface Workload {
  readonly object: KubernetesObject;
  readonly component: string;
  readonly labels: Labels;
  readonly pod: PodSpec;
}

/** What has pods, by the component of its labels; several jobs are `migration`. */
export function workloads(objects: readonly KubernetesObject[]): Workload[] {
  return objects.flatMap((object) => {
    const template = object.spec?.template;
    if (template === undefined) return [];
    const { labels } = template.metadata;
    return { object, component: labels['app.kubernetes.io/component'] ?? '', labels, pod: template.spec };
  });
}

export function matches(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
