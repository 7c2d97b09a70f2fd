/** Maximum duration of a gateway's long poll; here nothing ever happens. */
const signOfLifeMs = 1_500;
const lineEnd = 0x0a;

/**
 * The identity service's routes for gateways: counts access records, and reports no revocations or switches.
 *
 * @returns a responder that returns `null` for other paths
 */
export function identityDuties(): (path: string, body: Buffer) => Promise<string> | null {
  const counts = new Map<string, number>();
  return (path, body) => {
    if (path.startsWith('/revocations')) return noNews(path === '/revocations' ? 0 : signOfLifeMs);
    if (!path.endsWith('/access-records')) return null;
    const headEnd = body.indexOf(lineEnd);
    const { chain } = JSON.parse(body.toString('utf8', 0, headEnd)) as { readonly chain: string };
    const count = (counts.get(chain) ?? 0) + countLines(body.subarray(headEnd + 1));
    counts.set(chain, count);
    return Promise.resolve(JSON.stringify({ count }));
  };
}

function countLines(lines: Buffer): number {
  let count = 0;
  for (let at = lines.indexOf(lineEnd); at >= 0; at = lines.indexOf(lineEnd, at + 1)) count += 1;
  return count;
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
