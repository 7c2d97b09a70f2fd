import { createHash } from 'node:crypto';

/**
 * Whether a gateway belongs to the canary of a version. Hashes the version instead of the sequence number, so
 * that a gateway stays in the canary when the share grows.
 *
 * @param gateway id of the gateway instance
 * @param canaryPercent 1 to 100
 */
export function isInCanary(version: string, gateway: string, canaryPercent: number): boolean {
  if (canaryPercent >= 100) return true;
  const digest = createHash('sha256').update(`${version}\n${gateway}`).digest();
  return digest.readUInt32BE(0) < (canaryPercent / 100) * 2 ** 32;
}
