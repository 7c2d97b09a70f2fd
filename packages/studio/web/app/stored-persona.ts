import type { Choice } from '../session/demo-endpoint.ts';
import { choiceInLocation, locationOfChoice } from '../session/location.ts';

/** The persona of this tab, so that it stays the same on every page. A token is never stored. */
const key = 'studio:persona';

/** The link's persona, or else the tab's. */
export function preferredPersona(): Partial<Choice> {
  const linked = choiceInLocation(location.hash);
  return linked.persona === undefined ? choiceInLocation(sessionStorage.getItem(key) ?? '') : linked;
}

export function storePersona(choice: Choice): void {
  sessionStorage.setItem(key, locationOfChoice(choice));
}

export function forgetPersona(): void {
  sessionStorage.removeItem(key);
}
