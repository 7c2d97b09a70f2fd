import { PublicError } from '@civic-graph/errors';
import type { StudioAsset } from '@civic-graph/studio';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { studioRoutes } from './studio-routes.ts';

const asset = (path: string): StudioAsset => ({
  ...{ path, contentType: 'text/html; charset=utf-8', cacheControl: 'no-cache', etag: `"${path}"` },
  ...{ body: Buffer.from(`file ${path}`), gzip: null },
});

let app: FastifyInstance;
afterEach(() => app.close());

function serve(assets: Promise<readonly StudioAsset[]>): void {
  app = Fastify();
  app.setNotFoundHandler((_, reply) => reply.code(404).send('not found'));
  app.setErrorHandler((error, _, reply) => reply.code(503).send((error as PublicError).code));
  studioRoutes(app, { assets, issuer: 'https://issuer.example' });
}

it('serves the document of each page and the files that the build has, and nothing else', async () => {
  serve(Promise.resolve([asset('/'), asset('/explore'), asset('/assets/main.js')]));
  const bodyOf = async (url: string) => (await app.inject(url)).body;
  for (const page of ['/', '/en', '/zh', '/en/build/apps', '/zh/run/status']) {
    expect(await bodyOf(page)).toBe('file /');
  }
  for (const page of ['/explore', '/en/explore', '/zh/explore'])
    expect(await bodyOf(page)).toBe('file /explore');
  expect(await bodyOf('/assets/main.js')).toBe('file /assets/main.js');
  for (const path of ['/assets/other.js', '/assets/..%2findex.html', '/fr', '/package.json']) {
    expect((await app.inject(path)).statusCode).toBe(404);
  }
});

it('lets requests wait for a build, and tells them that it has failed', async () => {
  let fail = (_: Error) => {};
  serve(new Promise((_, reject) => (fail = reject)));
  const waiting = app.inject('/en');
  fail(new PublicError('NOT_READY'));
  expect([(await waiting).statusCode, (await waiting).body]).toEqual([503, 'NOT_READY']);
});
