import { join, resolve } from 'node:path';
import type { AuditSettings, StreamSettings } from '@civic-graph/audit/writer';
import { ConfigurationError } from '@civic-graph/service';
import type { GatewayEnvironment } from './environment.ts';
import { privateKey } from './private-key.ts';

/**
 * Where access records are written, and the key of their checkpoints; `null` if a demo has switched them off.
 *
 * @throws ConfigurationError
 */
export function auditSettings(parsed: GatewayEnvironment): AuditSettings | null {
  if (parsed.AUDIT === 'off') {
    if (parsed.DEPLOYMENT === 'demo') return null;
    throw new ConfigurationError('AUDIT: off is only for DEPLOYMENT=demo; this is DEPLOYMENT=production');
  }
  const stream = streamSettings(parsed);
  // A folder apart from journals on the disk, because it is emptied at each start.
  const folder = resolve(parsed.DATA_DIR, stream === null ? 'audit' : 'audit-stream');
  const signingKey = privateKey(parsed, 'AUDIT_SIGNING_KEY');
  if (stream !== null && signingKey === undefined) {
    throw new ConfigurationError(
      'AUDIT_SIGNING_KEY: is required with AUDIT_NATS_URL; set the same key for all gateways',
    );
  }
  return {
    stream,
    // Gateways of one machine may share the data folder if their ports or worker numbers differ. The first
    // worker continues where a gateway without workers ended.
    folder: join(folder, `gateway-${parsed.PORT}${parsed.WORKER_SLOT ? `-${parsed.WORKER_SLOT}` : ''}`),
    checkpoints: resolve(parsed.AUDIT_CHECKPOINTS ?? join(folder, 'checkpoints')),
    signingKey,
  };
}

function streamSettings(parsed: GatewayEnvironment): StreamSettings | null {
  const { AUDIT_NATS_URL: servers, AUDIT_NATS_REPLICAS: replicas } = parsed;
  return servers === undefined ? null : { servers, replicas };
}
