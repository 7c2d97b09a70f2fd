import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN, HistoryStore } from '@graphiql/plugin-history';
import { GraphiQLProvider } from '@graphiql/react';
import type { Storage } from '@graphiql/toolkit';
import { GraphiQL, GraphiQLInterface } from 'graphiql';
import { useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Shell } from '../../app/shell.tsx';
import { useStudio } from '../../app/studio-context.tsx';
import { locationOfChoice } from '../../session/location.ts';
import { useLens } from '../shared/lens/use-lens.ts';
import { AnswerPanel } from './answer/answer-panel.tsx';
import { type AnswerInfo, createFetcher } from './editor/fetcher.ts';
import { useSchemaCompletion } from './editor/use-schema-completion.ts';
import { LensMenu } from './lens/lens-menu.tsx';
import { useLensChoice } from './lens/use-lens-choice.ts';
import { linkedCheck } from './linked-check.ts';
import { firstTabs } from './samples.ts';
import { Toolbar } from './toolbar/toolbar.tsx';

const plugins = [DOC_EXPLORER_PLUGIN, explorerPlugin(), HISTORY_PLUGIN];

/** GraphiQL as the current caller; below each answer, the fields that were withheld. */
export function Explorer({ storage }: { readonly storage: Storage }) {
  const t = useTranslations('explore');
  const app = useTranslations('app');
  const { fetch, session, state, caller } = useStudio();
  const actor = useActorName();
  const [answer, setAnswer] = useState<AnswerInfo | null>(null);
  const [choice, choose] = useLensChoice();
  const lens = useLens(choice);
  const { complete, marks } = useSchemaCompletion({ actor, lens, choice });
  const fetcher = useMemo(
    () => createFetcher({ fetch, session, actor, callerKind: caller.kind, complete, onAnswer: setAnswer }),
    [fetch, session, actor, caller.kind, complete],
  );
  // Before the address changes to that of the persona.
  const [linked] = useState(() => linkedCheck(location.hash));
  useLocationOfPersona();
  useEffect(() => {
    document.title = `${t('title')} · ${app('name')}`;
  }, [t, app]);

  if (state.phase === 'opening') return <Shell>{null}</Shell>;
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
          <Shell>
            <h1 className="visually-hidden">{t('title')}</h1>
            <Toolbar>
              <LensMenu lens={lens} choice={choice} onChange={choose} marks={marks} />
            </Toolbar>
            <div className="explorer">
              <GraphiQLInterface showPersistHeadersSettings={false}>
                <GraphiQL.Logo>
                  <span />
                </GraphiQL.Logo>
                <GraphiQL.Footer>
                  <AnswerPanel actor={actor} answer={answer} />
                </GraphiQL.Footer>
              </GraphiQLInterface>
            </div>
          </Shell>
        </DocExplorerStore>
      </HistoryStore>
    </GraphiQLProvider>
  );
}

/** The actor of an answer, as people read it. */
function useActorName(): string {
  const t = useTranslations('explore.actor');
  const { state } = useStudio();
  switch (state.phase) {
    case 'persona':
      if (state.app === null) return state.persona.id;
      return t('through', { persona: state.persona.id, app: state.app.name });
    case 'signed-in':
      return state.person.name;
    case 'pasted':
      return t(state.token === null ? 'anonymous' : 'pasted');
    default:
      return t('anonymous');
  }
}

/** The address names the persona, so that a link opens the explorer as the same one. */
function useLocationOfPersona(): void {
  const { state } = useStudio();
  const persona = state.phase === 'persona' ? state.persona.id : null;
  const app = state.phase === 'persona' ? (state.app?.clientId ?? null) : null;
  useEffect(() => {
    const hash = persona === null ? '' : locationOfChoice({ persona, app });
    history.replaceState(history.state, '', `${location.pathname}${location.search}${hash}`);
  }, [persona, app]);
}
