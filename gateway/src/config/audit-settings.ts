import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AuditSettings } from '@civic-graph/audit/writer';
import { ConfigurationError } from '@civic-graph/service';
import type { GatewayEnvironment } from './environment.ts';

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
    // Gateways of one machine may share the data folder, but no two of them a port or worker number. The
    // first worker continues where a gateway without workers ended.
    folder: join(folder, `gateway-${parsed.PORT}${parsed.WORKER_SLOT ? `-${parsed.WORKER_SLOT}` : ''}`),
    checkpoints: resolve(parsed.AUDIT_CHECKPOINTS ?? join(folder, 'checkpoints')),
    signingKey: auditSigningKey(parsed),
  };
}

function auditSigningKey(parsed: GatewayEnvironment): KeyObject | undefined {
  const { AUDIT_SIGNING_KEY: text, AUDIT_SIGNING_KEY_FILE: file } = parsed;
  if (text !== undefined && file !== undefined) {
    throw new ConfigurationError('AUDIT_SIGNING_KEY_FILE: AUDIT_SIGNING_KEY is set too; set one of them');
  }
  const name = file === undefined ? 'AUDIT_SIGNING_KEY' : 'AUDIT_SIGNING_KEY_FILE';
  try {
    const pem = file === undefined ? text : readFileSync(file, 'utf8');
    const key = pem === undefined ? undefined : createPrivateKey(pem);
    if (key !== undefined && key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
    return key;
  } catch {
    throw new ConfigurationError(`${name}: must be a private Ed25519 key as PEM (PKCS #8)`);
  }
}
