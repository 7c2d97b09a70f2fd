import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN, HistoryStore } from '@graphiql/plugin-history';
import { GraphiQLProvider } from '@graphiql/react';
import type { Storage } from '@graphiql/toolkit';
import { GraphiQL, GraphiQLInterface } from 'graphiql';
import { useEffect, useMemo, useState } from 'react';
import { AnswerNotes } from './answer/answer-notes.tsx';
import { type AnswerInfo, createFetcher } from './editor/fetcher.ts';
import { Header } from './header/header.tsx';
import { linkedCheck } from './linked-check.ts';
import { firstTabs } from './samples.ts';
import type { Fetch } from './session/demo-endpoint.ts';
import { locationOfChoice } from './session/location.ts';
import type { Session } from './session/session.ts';
import { actorOf, useSession } from './session/use-session.ts';

interface ConsoleProps {
  readonly fetch: Fetch;
  readonly session: Session;
  readonly storage: Storage;
}

const plugins = [DOC_EXPLORER_PLUGIN, explorerPlugin(), HISTORY_PLUGIN];

/** The whole page: the caller on top, GraphiQL below, and withheld fields under each answer. */
export function Console({ fetch, session, storage }: ConsoleProps) {
  const state = useSession(session);
  const actor = actorOf(state);
  const [answer, setAnswer] = useState<AnswerInfo | null>(null);
  const fetcher = useMemo(() => createFetcher(fetch, session, actor, setAnswer), [fetch, session, actor]);

  // Before the address changes to that of the persona.
  const [linked] = useState(() => linkedCheck(location.hash));

  const persona = state.phase === 'persona' ? state.persona.id : null;
  const app = state.phase === 'persona' ? (state.app?.clientId ?? null) : null;
  useEffect(() => {
    if (persona !== null) history.replaceState(null, '', locationOfChoice({ persona, app }));
  }, [persona, app]);

  if (state.phase === 'opening') return null;
  return (
    <GraphiQLProvider
      defaultTabs={linked === null ? firstTabs : [linked]}
      fetcher={fetcher}
      {...(linked !== null && { initialQuery: linked.query, initialVariables: linked.variables })}
      inputValueDeprecation
      plugins={plugins}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      storage={storage}
    >
      <HistoryStore>
        <DocExplorerStore>
          <Header session={session} state={state} />
          <main>
            <GraphiQLInterface showPersistHeadersSettings={false}>
              <GraphiQL.Logo>
                <span />
              </GraphiQL.Logo>
              <GraphiQL.Footer>
                <AnswerNotes actor={actor} answer={answer} />
              </GraphiQL.Footer>
            </GraphiQLInterface>
          </main>
        </DocExplorerStore>
      </HistoryStore>
    </GraphiQLProvider>
  );
}
