import { join, resolve } from 'node:path';
import type { AuditSettings } from '@civic-graph/audit/writer';
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
  const folder = resolve(parsed.DATA_DIR, 'audit');
  return {
    // Gateways of one machine may share the data folder if their ports or worker numbers differ. The first
    // worker continues where a gateway without workers ended.
    folder: join(folder, `gateway-${parsed.PORT}${parsed.WORKER_SLOT ? `-${parsed.WORKER_SLOT}` : ''}`),
    checkpoints: resolve(parsed.AUDIT_CHECKPOINTS ?? join(folder, 'checkpoints')),
    signingKey: privateKey(parsed, 'AUDIT_SIGNING_KEY'),
  };
}
