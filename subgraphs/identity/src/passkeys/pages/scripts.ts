import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type Html, html } from '../../sign-in/html.ts';
import { serveScript } from '../../sign-in/serve-script.ts';

const require = createRequire(import.meta.url);
const library = '/passkeys/simplewebauthn.js';
const own = '/passkeys/passkeys.js';

/** Ends the body of a page with a passkey form; the page's policy needs `hasScript`. */
export const passkeyScriptTags: Html = html`<script src="${library}" defer></script>
<script src="${own}" defer></script>`;

/** Serves the scripts of passkey forms from this origin. */
export function passkeyScripts(app: FastifyInstance): void {
  const folder = dirname(require.resolve('@simplewebauthn/browser'));
  serveScript(app, library, readFileSync(join(folder, '../dist/bundle/index.umd.min.js'), 'utf8'));
  serveScript(app, own, readFileSync(new URL('../../../assets/passkeys.js', import.meta.url), 'utf8'));
}
