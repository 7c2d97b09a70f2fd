import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const types = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

interface Asset {
  readonly type: string;
  readonly content: string;
}

/** Files that browsers keep, because their paths name their content. */
export interface Assets {
  /** @param name such as `portal.css` */
  path(name: string): string;
  /** Returns `null` for another path. */
  serve(path: string): Response | null;
}

/** In this order: what comes later overrides what comes before. */
const styles = [
  ...['colours', 'base', 'forms', 'notices', 'figures'],
  ...['lists', 'cards', 'top', 'menu', 'start-page', 'print'],
].map((name) => `styles/${name}.css`);

const sources: Readonly<Record<string, readonly string[]>> = {
  'portal.css': styles,
  'portal.js': ['portal.js'],
  'icon.svg': ['icon.svg'],
};

/** Reads the files once. @param folder with a slash at its end */
export function loadAssets(folder: URL): Assets {
  const paths = new Map<string, string>();
  const assets = new Map<string, Asset>();
  for (const [name, files] of Object.entries(sources)) {
    const content = files.map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
    const hash = createHash('sha256').update(content).digest('base64url').slice(0, 12);
    const path = `/assets/${hash}/${name}`;
    const ending = name.slice(name.lastIndexOf('.') + 1) as keyof typeof types;
    paths.set(name, path);
    assets.set(path, { type: types[ending], content });
  }
  return {
    path: (name) => paths.get(name) ?? '',
    serve(path) {
      const asset = assets.get(path);
      if (asset === undefined) return null;
      const headers = {
        'content-type': asset.type,
        'cache-control': 'public, max-age=31536000, immutable',
      };
      return new Response(asset.content, { headers });
    },
  };
}
