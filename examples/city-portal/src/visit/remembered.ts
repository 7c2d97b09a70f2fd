import type { ConsentNeeded, StepUpNeeded } from '@civic-graph/client';
import { languageIn } from '../texts/language.ts';
import type { Desk } from './visit.ts';

const halfHour = 30 * 60;

/** Remembers the page to which a citizen returns after a sign-in. */
export async function rememberReturn({ store }: Desk, sessionId: string, path: string): Promise<void> {
  await store.set(`portal:${sessionId}:return`, path, halfHour);
}

/** Returns `null` if nothing is remembered. */
export async function takeReturn({ store }: Desk, sessionId: string): Promise<string | null> {
  const key = `portal:${sessionId}:return`;
  const path = (await store.get(key)) ?? null;
  await store.delete(key);
  return path;
}

/** Remembers what a page lacks, because `signIn` needs the whole refusal. */
export async function rememberRefusal(
  { store }: Desk,
  sessionId: string,
  path: string,
  refusal: ConsentNeeded | StepUpNeeded,
): Promise<void> {
  await store.set(`portal:${sessionId}:${refusal.kind}:${path}`, JSON.stringify(refusal), halfHour);
}

/** Returns `null` if the page lacks nothing, or was shown too long ago. */
export async function rememberedRefusal(
  { store }: Desk,
  sessionId: string,
  path: string,
  kind: string,
): Promise<ConsentNeeded | StepUpNeeded | null> {
  return JSON.parse((await store.get(`portal:${sessionId}:${kind}:${path}`)) ?? 'null');
}

/** Returns the path if it is a page of the portal, else `null`: anybody can write a link to `?from=`. */
export function ownPath(path: string | null): string | null {
  if (path === null || path.length > 200 || languageIn(path) === null) return null;
  return /^\/[\w/:%.-]*$/.test(path) && !path.includes('//') ? path : null;
}
