import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** One file of the Studio as plain data, independent of the HTTP server. */
export interface StudioAsset {
  /** As in the URL. A document has no `.html`; that of most pages is `/`. */
  readonly path: string;
  readonly contentType: string;
  readonly cacheControl: string;
  /** Strong validator of `body`, with its quotes (RFC 9110, section 8.8.3). */
  readonly etag: string;
  readonly body: Buffer;
  readonly gzip: Buffer | null;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * Reads a built Studio into memory (9 MB): a rebuild cannot change it under a running gateway, and path
 * traversal is impossible.
 */
export async function studioAssets(folder: string): Promise<readonly StudioAsset[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).split(sep).join('/'))
    .map((path) => (path.startsWith('/') ? path : `/${path}`));
  const compressed = new Set(files.filter((path) => path.endsWith('.gz')));
  const originals = files.filter((path) => !compressed.has(path));
  return Promise.all(
    originals.map((path) => readAsset(folder, path, compressed.has(`${path}.gz`) ? `${path}.gz` : null)),
  );
}

async function readAsset(folder: string, path: string, gzipPath: string | null): Promise<StudioAsset> {
  const body = await readFile(join(folder, path));
  return {
    path: pathOf(path),
    contentType: contentTypes[extname(path)] ?? 'application/octet-stream',
    // The bundler puts a content hash into names under /assets/; the page itself has none.
    cacheControl: path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    body,
    gzip: gzipPath === null ? null : await readFile(join(folder, gzipPath)),
  };
}

function pathOf(file: string): string {
  return file === '/index.html' ? '/' : file.replace(/\.html$/, '');
}
