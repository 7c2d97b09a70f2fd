import 'graphiql/setup-workers/vite';
import './styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Console } from './console.tsx';
import { createEditorStorage } from './editor/storage.ts';
import { choiceInLocation } from './session/location.ts';
import { createSession } from './session/session.ts';

const fetch = (path: string, init?: RequestInit) => globalThis.fetch(path, init);
const session = createSession(fetch);
const storage = createEditorStorage(sessionStorage, localStorage);
const root = document.getElementById('console');

if (root === null) {
  throw new Error('index.html has no element #console');
}
void session.open(choiceInLocation(location.hash));
createRoot(root).render(
  <StrictMode>
    <Console fetch={fetch} session={session} storage={storage} />
  </StrictMode>,
);
