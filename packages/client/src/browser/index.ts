export { browserKeyPair } from './browser-key-pair.ts';
export { browserStore } from './browser-store.ts';
