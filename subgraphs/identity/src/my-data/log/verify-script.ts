import { readFileSync } from 'node:fs';

/** Path of the script that verifies a proof in the browser. */
export const verifyScript = '/me/verify-entry.js';

export const verifyScriptText = readFileSync(
  new URL('../../../assets/verify-entry.js', import.meta.url),
  'utf8',
);
