import { type DemoDirectory, readDemoDirectory } from './demo-directory.ts';
import { type AccessToken, isRecord, readAccessToken } from './token.ts';

/** The subset of `fetch` that the page uses, so that tests can inject their own. */
export type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

/** The persona to act as and, for a citizen, the app. */
export interface Choice {
  readonly persona: string;
  readonly app: string | null;
}

/** @returns `null` if the deployment has no personas (production) */
export async function fetchDemoDirectory(fetch: Fetch): Promise<DemoDirectory | null> {
  const response = await fetch('/demo/personas', { headers: { accept: 'application/json' } });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`The demo personas are not available (HTTP ${response.status}).`);
  return readDemoDirectory(await response.json());
}

export async function fetchDemoToken(fetch: Fetch, choice: Choice, now: Date): Promise<AccessToken> {
  const response = await fetch('/demo/token', {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ persona: choice.persona, ...(choice.app === null ? {} : { app: choice.app }) }),
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok || !isRecord(answer) || typeof answer.access_token !== 'string') {
    throw new Error(`No token for ${choice.persona} (HTTP ${response.status}).`);
  }
  const token = readAccessToken(answer.access_token);
  const { expires_in: lifetime, scope } = answer;
  return {
    ...token,
    expiresAt: typeof lifetime === 'number' ? new Date(now.getTime() + lifetime * 1000) : token.expiresAt,
    scopes: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : token.scopes,
  };
}
