import { readParcel } from '@civic-graph/audit';

/** Longest that the identity service keeps a gateway waiting for news; here it never has any. */
const signOfLifeMs = 1_500;

/**
 * What the identity service does for gateways beside its subgraph: it takes in access records, and tells what was
 * revoked or switched off. Here nothing ever is, and the records are only counted.
 *
 * @returns a responder that answers `null` for a path that is none of its duties
 */
export function identityDuties(): (path: string, body: string) => Promise<string> | null {
  const counts = new Map<string, number>();
  return (path, body) => {
    if (path.startsWith('/revocations')) return noNews(path === '/revocations' ? 0 : signOfLifeMs);
    if (!path.endsWith('/access-records')) return null;
    const { head, lines } = readParcel(Buffer.from(body));
    const { chain } = head as { readonly chain: string };
    const count = (counts.get(chain) ?? 0) + lines.length;
    counts.set(chain, count);
    return Promise.resolve(JSON.stringify({ count }));
  };
}

function noNews(afterMs: number): Promise<string> {
  const page = JSON.stringify({
    last: 0,
    complete: true,
    revocations: [],
    switches: [],
    safelists: { version: 0, held: [] },
  });
  return new Promise((resolve) => {
    setTimeout(resolve, afterMs, page).unref();
  });
}
