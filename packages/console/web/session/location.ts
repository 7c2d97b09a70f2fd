import type { Choice } from './demo-endpoint.ts';

/**
 * Persona and app stand in the fragment, so that a link can name them and a reload keeps them. A fragment is
 * never sent to a server; the token is never put there.
 */
export function choiceInLocation(hash: string): Partial<Choice> {
  const fragment = new URLSearchParams(hash.replace(/^#/, ''));
  const persona = fragment.get('persona');
  const app = fragment.get('app');
  return { ...(persona === null ? {} : { persona }), ...(app === null ? {} : { app }) };
}

export function locationOfChoice({ persona, app }: Choice): string {
  return `#${new URLSearchParams({ persona, ...(app === null ? {} : { app }) })}`;
}
