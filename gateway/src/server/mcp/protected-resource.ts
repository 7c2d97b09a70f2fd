import type { ErrorCode } from '@civic-graph/errors';
import { dpopAlgorithms } from '@civic-graph/tokens';
import { challengeFor } from '../http/challenge.ts';

/** Path of the metadata of `/mcp` (RFC 9728, section 3.1). */
export const metadataPath = '/.well-known/oauth-protected-resource/mcp';

/** Protected resource metadata (RFC 9728, section 2). */
export function protectedResource(url: string, issuer: string): Readonly<Record<string, unknown>> {
  return {
    resource: url,
    resource_name: 'Public services of the city',
    authorization_servers: [issuer],
    bearer_methods_supported: ['header'],
    dpop_signing_alg_values_supported: dpopAlgorithms,
  };
}

/**
 * The challenge of a refusal, with the URL of the metadata (RFC 9728, section 5.1). A request without a token
 * gets no error code (RFC 6750, section 3.1).
 */
export function challengeWithMetadata(
  code: ErrorCode,
  url: string,
  { hasToken }: { readonly hasToken: boolean },
): string | undefined {
  const challenge = challengeFor(code);
  if (challenge === undefined) return undefined;
  const metadata = `resource_metadata="${new URL(metadataPath, url).href}"`;
  return hasToken ? `${challenge}, ${metadata}` : `Bearer ${metadata}`;
}
