/** Returns the value of a cookie of a request; `null` if there is none. */
export function readCookie(request: Request, name: string): string | null {
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const [key = '', ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}

export interface CookieOptions {
  /** Whether browsers send it over https only. */
  readonly secure: boolean;
  /** Default is the end of the browser session. */
  readonly maxAgeSeconds?: number;
}

/** A cookie that scripts cannot read. `Lax`, because the issuer sends the citizen back from its own site. */
export function cookie(name: string, value: string, { secure, maxAgeSeconds }: CookieOptions): string {
  const parts = [`${name}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (secure) parts.push('Secure');
  if (maxAgeSeconds !== undefined) parts.push(`Max-Age=${maxAgeSeconds}`);
  return parts.join('; ');
}
