import { createHash } from 'node:crypto';
import { canonicalJson, type Plain } from '@civic-graph/audit';
import { z } from 'zod';

/** SHA-256 (hex) of the canonical JSON (RFC 8785) of a content: equal content has the same version. */
export function contentVersion(content: Plain): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

export const versionSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256, 64 hexadecimal digits');
