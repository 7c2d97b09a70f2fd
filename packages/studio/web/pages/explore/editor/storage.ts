/** The shape of `localStorage` that GraphiQL uses. */
interface KeyValueStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Appearance settings, which may outlive the visit. */
const lasting = ['graphiql:theme', 'graphiql:visiblePlugin'];
const isLasting = (key: string) => lasting.includes(key) || key.endsWith('Flex');

/** Entries that could contain a token typed by hand. */
const isSecret = (key: string) => /headers/i.test(key);

/**
 * Storage for GraphiQL. Queries and variables may name a person, so they last as long as the tab; request
 * headers may hold a token, so they are never stored.
 */
export function createEditorStorage(tab: KeyValueStore, browser: KeyValueStore) {
  const storeOf = (key: string) => (isLasting(key) ? browser : tab);
  const keys = new Set<string>();
  return {
    getItem: (key: string) => (isSecret(key) ? null : storeOf(key).getItem(key)),
    setItem(key: string, value: string) {
      if (isSecret(key)) return;
      keys.add(key);
      storeOf(key).setItem(key, value);
    },
    removeItem(key: string) {
      keys.delete(key);
      storeOf(key).removeItem(key);
    },
    clear() {
      for (const key of keys) storeOf(key).removeItem(key);
      keys.clear();
    },
    get length() {
      return keys.size;
    },
  };
}
