import type { StudioAsset } from './assets.ts';
import { studioHeaders } from './security-headers.ts';

export interface AssetResponse {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

/** Relevant request headers, named as Node names them. */
export interface AssetRequestHeaders {
  readonly 'accept-encoding'?: string | string[] | undefined;
  readonly 'if-none-match'?: string | undefined;
}

/** Answers `GET` of an asset: negotiated encoding, conditional request, security headers. */
export function respondWithAsset(asset: StudioAsset, request: AssetRequestHeaders): AssetResponse {
  const gzip = acceptsGzip(request['accept-encoding']) ? asset.gzip : null;
  // Two representations must not share a strong validator (RFC 9110, section 8.8.3.3).
  const etag = gzip === null ? asset.etag : asset.etag.replace(/"$/, '-gzip"');
  const headers = {
    ...studioHeaders(asset.path),
    'cache-control': asset.cacheControl,
    etag,
    vary: 'accept-encoding',
  };
  if (matches(request['if-none-match'], etag)) {
    return { status: 304, headers, body: null };
  }
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': asset.contentType,
      ...(gzip === null ? {} : { 'content-encoding': 'gzip' }),
    },
    body: gzip ?? asset.body,
  };
}

function acceptsGzip(header: string | string[] | undefined): boolean {
  return String(header ?? '')
    .split(',')
    .map((coding) => coding.split(';').map((part) => part.trim().toLowerCase()))
    .some(([name, quality]) => name === 'gzip' && !/^q=0(?:\.0*)?$/.test(quality ?? ''));
}

/** Weak comparison for `If-None-Match` (RFC 9110, section 13.1.2). */
function matches(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((value) => {
    const candidate = value.trim().replace(/^W\//, '');
    return candidate === etag || candidate === '*';
  });
}
