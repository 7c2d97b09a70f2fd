import { describe, expect, it } from 'vitest';
import { respondWithAsset } from './asset-response.ts';
import type { StudioAsset } from './assets.ts';

const asset: StudioAsset = {
  path: '/assets/page-1a2b.js',
  contentType: 'text/javascript; charset=utf-8',
  cacheControl: 'public, max-age=31536000, immutable',
  etag: '"plain"',
  body: Buffer.from('plain'),
  gzip: Buffer.from('packed'),
};

describe('respondWithAsset', () => {
  it.each([
    ['gzip', 'packed'],
    ['br;q=1.0, GZIP;q=0.8', 'packed'],
    ['gzip;q=0', 'plain'],
    ['gzip; q=0.000', 'plain'],
    ['br', 'plain'],
    [undefined, 'plain'],
  ])('negotiates accept-encoding %s', (acceptEncoding, body) => {
    const response = respondWithAsset(asset, { 'accept-encoding': acceptEncoding });
    expect(String(response.body)).toBe(body);
    expect(response.headers['content-encoding']).toBe(body === 'packed' ? 'gzip' : undefined);
    expect(response.headers.vary).toBe('accept-encoding');
  });

  it('sends an uncompressed asset unchanged', () => {
    const response = respondWithAsset({ ...asset, gzip: null }, { 'accept-encoding': 'gzip' });
    expect(String(response.body)).toBe('plain');
  });

  it('gives each representation its own validator', () => {
    const plain = respondWithAsset(asset, {}).headers.etag;
    const packed = respondWithAsset(asset, { 'accept-encoding': 'gzip' }).headers.etag;
    expect(plain).not.toBe(packed);
  });

  it.each(['"plain"', 'W/"plain"', '"other", "plain"', '*'])('answers 304 to if-none-match %s', (value) => {
    const response = respondWithAsset(asset, { 'if-none-match': value });
    expect(response).toMatchObject({ status: 304, body: null });
    expect(response.headers).not.toHaveProperty('content-type');
  });

  it('sends the new content if the validator differs', () => {
    expect(respondWithAsset(asset, { 'if-none-match': '"older"' }).status).toBe(200);
  });

  it('restricts the page to its own files and its own gateway, on each response', () => {
    for (const request of [{}, { 'if-none-match': '*' }]) {
      const policy = respondWithAsset(asset, request).headers['content-security-policy'] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
    }
  });
});
