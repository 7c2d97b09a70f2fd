import { z } from 'zod';
import { LaunchError } from './launch-error.ts';

export interface TokenRequest {
  readonly persona: string;
  readonly app?: string | undefined;
  readonly scopes?: string | undefined;
  readonly purpose?: string | undefined;
}

const tokenAnswer = z.object({ access_token: z.string() });
const refusal = z.object({ message: z.string() });
const directory = z.object({
  personas: z.array(
    z.object({ id: z.string(), kind: z.string(), apps: z.array(z.string()), about: z.string() }),
  ),
});

export type PersonaEntry = z.infer<typeof directory>['personas'][number];

/** @throws LaunchError where the demo does not run, or refuses the request */
export async function requestToken(issuer: string, request: TokenRequest): Promise<string> {
  const answer = await ask(issuer, '/demo/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  return tokenAnswer.parse(answer).access_token;
}

/** Who there is a token for. */
export async function listPersonas(issuer: string): Promise<readonly PersonaEntry[]> {
  return directory.parse(await ask(issuer, '/demo/personas')).personas;
}

async function ask(issuer: string, path: string, init?: RequestInit): Promise<unknown> {
  const url = new URL(path, issuer);
  const answer = await fetch(url, init).catch(() => {
    throw new LaunchError(
      `No demo answers at ${url.origin}; start one with: npm start. One that runs elsewhere is named by DATA_DIR or PORT_IDENTITY`,
    );
  });
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return body;
  const { data } = refusal.safeParse(body);
  throw new LaunchError(data?.message ?? `${url.href} answers ${answer.status}; is it a demo?`);
}
