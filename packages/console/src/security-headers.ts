/**
 * Content Security Policy Level 3. Nothing but the page's own files runs, and the page talks to nobody but
 * the gateway that served it: a token that is held in its memory has nowhere to leak to.
 *
 * `style-src 'unsafe-inline'` is what Monaco, the editor inside GraphiQL, needs: it writes style elements for
 * its themes. Scripts need neither `unsafe-inline` nor `unsafe-eval`, workers are files, not blobs.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Goes with each file of the console. */
export const consoleHeaders: Readonly<Record<string, string>> = Object.freeze({
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
});
