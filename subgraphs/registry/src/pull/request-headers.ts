/** Maximum wait (in milliseconds) that a gateway can request, because proxies cut longer silence. */
const longestWaitMs = 60_000;

/** Reads `Prefer: wait=30` (RFC 7240, section 4.3). @returns milliseconds; 0 without a preference */
export function preferredWaitMs(prefer: string | undefined): number {
  const seconds = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:$|[,;])/i.exec(prefer ?? '')?.[1];
  return Math.min(Number(seconds ?? 0) * 1_000, longestWaitMs);
}

/** Opaque tags of `If-None-Match` (RFC 9110, section 13.1.2); a weak tag compares like a strong one. */
export function knownTags(ifNoneMatch: string | undefined): ReadonlySet<string> {
  return new Set([...(ifNoneMatch ?? '').matchAll(/"([^"]*)"/g)].map(([, tag]) => tag ?? ''));
}
