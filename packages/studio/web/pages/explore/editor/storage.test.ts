import { expect, it } from 'vitest';
import { createEditorStorage } from './storage.ts';

function store() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

function stores() {
  const tab = store();
  const browser = store();
  return { tab, browser, storage: createEditorStorage(tab, browser) };
}

it('stores appearance for the next visit and contents for this browser tab', () => {
  const { tab, browser, storage } = stores();
  storage.setItem('graphiql:theme', 'dark');
  storage.setItem('graphiql:editorFlex', '0.6');
  storage.setItem('graphiql:tabState', '{"query":"{ me { id } }"}');
  storage.setItem('graphiql:queries', '[]');
  expect([...browser.items.keys()]).toEqual(['graphiql:theme', 'graphiql:editorFlex']);
  expect([...tab.items.keys()]).toEqual(['graphiql:tabState', 'graphiql:queries']);
  expect(storage.getItem('graphiql:theme')).toBe('dark');
});

it('never stores request headers, nor returns old ones', () => {
  const { tab, browser, storage } = stores();
  tab.items.set('graphiql:headers', '{"authorization":"Bearer old"}');
  storage.setItem('graphiql:headers', '{"authorization":"Bearer new"}');
  expect(browser.items.size).toBe(0);
  expect(tab.items.get('graphiql:headers')).not.toContain('new');
  expect(storage.getItem('graphiql:headers')).toBeNull();
});

it('clears its own entries on request, and nothing else', () => {
  const { tab, browser, storage } = stores();
  browser.items.set('of another page', '1');
  storage.setItem('graphiql:theme', 'dark');
  storage.setItem('graphiql:tabState', '{}');
  expect(storage.length).toBe(2);
  storage.clear();
  expect(storage.length).toBe(0);
  expect(tab.items.size).toBe(0);
  expect([...browser.items.keys()]).toEqual(['of another page']);
});
