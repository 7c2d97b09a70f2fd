import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type Html, html } from '../../sign-in/html.ts';

const require = createRequire(import.meta.url);
const library = '/passkeys/simplewebauthn.js';
const own = '/passkeys/passkeys.js';

/** Ends the body of a page with a passkey form; the page's policy needs `hasScript`. */
export const passkeyScriptTags: Html = html`<script src="${library}" defer></script>
<script src="${own}" defer></script>`;

/** Serves the scripts of passkey forms from this origin. */
export function passkeyScripts(app: FastifyInstance): void {
  const folder = dirname(require.resolve('@simplewebauthn/browser'));
  const files = [
    [library, readFileSync(join(folder, '../dist/bundle/index.umd.min.js'), 'utf8')],
    [own, readFileSync(new URL('../../../assets/passkeys.js', import.meta.url), 'utf8')],
  ] as const;
  for (const [path, text] of files) {
    app.get(path, (_request, reply) =>
      reply
        .headers({
          'content-type': 'text/javascript; charset=utf-8',
          'cache-control': 'max-age=3600',
          'x-content-type-options': 'nosniff',
        })
        .send(text),
    );
  }
}
