import type { Choice } from './demo-endpoint.ts';

/**
 * Stores persona and app in the URL fragment, so that links and reloads keep them. The token is never put
 * there.
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
