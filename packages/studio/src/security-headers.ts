/** Content Security Policy Level 3: only the Studio's own files run, and only its gateway is reachable. */
function contentSecurityPolicy(styles: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    `style-src ${styles}`,
    "font-src 'self' data:",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const common = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The one style element that React Aria adds: `touch-action` of what can be pressed. */
const reactAriaStyle = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

const strict = Object.freeze({
  ...common,
  'content-security-policy': contentSecurityPolicy(`'self' ${reactAriaStyle}`),
});

/** Monaco, the editor inside GraphiQL, writes style elements. */
const ofExplorer = Object.freeze({
  ...common,
  'content-security-policy': contentSecurityPolicy("'self' 'unsafe-inline'"),
});

/** Sent with each file of the Studio. @param path of the file, as in the URL */
export function studioHeaders(path: string): Readonly<Record<string, string>> {
  return path === '/explore' ? ofExplorer : strict;
}
