import type { GatewayConfig } from './config.ts';

/** A setting as the platform's admin sees it. */
export interface ShownSetting {
  /** Name of the environment variable. */
  readonly name: string;
  /** The value in use; null if it is unset. */
  readonly value: string | null;
}

type ShownConfig = Pick<
  GatewayConfig,
  | 'deployment'
  | 'publicUrl'
  | 'studioUrl'
  | 'tokens'
  | 'mcp'
  | 'supergraph'
  | 'planner'
  | 'authorizationMode'
  | 'safelistMode'
  | 'overrideLabels'
  | 'workers'
  | 'deadlineMs'
  | 'slowOperationMs'
  | 'limits'
  | 'quotas'
  | 'cache'
  | 'revocation'
  | 'audit'
  | 'isForwarded'
>;

/** Settings that say how a gateway decides and what it limits: a list, so that no secret gets in. */
export function shownSettings(config: ShownConfig): ShownSetting[] {
  const { tokens, supergraph, quotas, cache, revocation } = config;
  const values: Readonly<Record<string, string | number | null>> = {
    DEPLOYMENT: config.deployment,
    PUBLIC_URL: config.publicUrl,
    STUDIO_URL: config.studioUrl,
    MCP_URL: config.mcp?.url ?? null,
    ISSUER_URL: tokens.issuer,
    TOKEN_AUDIENCE: tokens.audience,
    REGISTRY_URL: supergraph.kind === 'registry' ? withoutCredentials(supergraph.url) : null,
    PLANNER: config.planner,
    AUTHORIZATION_MODE: config.authorizationMode,
    SAFELISTS: config.safelistMode,
    OVERRIDE_LABELS: config.overrideLabels.join(',') || null,
    WORKERS: config.workers,
    REQUEST_DEADLINE_MS: config.deadlineMs,
    SLOW_OPERATION_MS: config.slowOperationMs,
    MAX_OPERATION_COST: config.limits.maxCost,
    MAX_REVOCATION_SILENCE_MS: revocation?.maxSilenceMs ?? null,
    QUOTAS: onOff(quotas !== null),
    QUOTA_APP: quotas?.perApp ?? null,
    QUOTA_PERSON: quotas?.perPerson ?? null,
    QUOTA_ADDRESS: quotas?.perAddress ?? null,
    QUOTA_DATA_SUBJECTS: quotas?.dataSubjectsPerApp ?? null,
    CACHE: onOff(cache.enabled),
    AUDIT: onOff(config.audit !== null),
    CLIENT_ADDRESS: config.isForwarded ? 'forwarded' : 'socket',
  };
  return Object.entries(values).map(([name, value]) => ({
    name,
    value: value === null ? null : String(value),
  }));
}

function onOff(isOn: boolean): 'on' | 'off' {
  return isOn ? 'on' : 'off';
}

function withoutCredentials(text: string): string {
  const url = new URL(text);
  url.username = '';
  url.password = '';
  return url.href;
}
