import { ManifestError, parseManifest } from '@civic-graph/agencies';
import type { AgencyRelease } from './publish-supergraph.ts';

/** Texts as an official has sent them. */
export interface ReleaseTexts {
  readonly schema: string;
  readonly manifest: string;
  readonly policyCases?: string | null | undefined;
}

export type ParsedRelease =
  | {
      readonly kind: 'parsed';
      readonly release: AgencyRelease;
      /** Whether the subgraph and the gateways share a secret. */
      readonly sharesSecret: boolean;
    }
  | { readonly kind: 'invalid'; readonly message: string };

const longest = { schema: 1_000_000, manifest: 100_000, policyCases: 1_000_000 } as const;

/** Reads the owner of the release; the check decides about the rest. */
export function parseRelease({ schema, manifest, policyCases = null }: ReleaseTexts): ParsedRelease {
  const texts = { schema, manifest, policyCases: policyCases ?? '' };
  for (const [name, most] of Object.entries(longest)) {
    const text = texts[name as keyof typeof texts];
    if (text.length > most) return invalid(`${name}: has ${text.length} characters; the limit is ${most}`);
    // PostgreSQL cannot store it.
    if (text.includes('\0')) return invalid(`${name}: remove the NUL character (U+0000)`);
  }
  try {
    const { subgraph, agency, signing } = parseManifest(manifest, 'manifest.json');
    const release = { subgraph, agency: agency.id, schema, manifest, policyCases };
    return { kind: 'parsed', release, sharesSecret: signing.algorithm === 'hmac-sha256' };
  } catch (error) {
    if (error instanceof ManifestError) return invalid(error.message);
    throw error;
  }
}

function invalid(message: string): ParsedRelease {
  return { kind: 'invalid', message };
}
