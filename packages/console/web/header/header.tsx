import { useSchemes } from '../editor/schemes.ts';
import { useEditorOptions } from '../editor/use-editor-options.ts';
import type { Session, SessionState } from '../session/session.ts';
import { Brand } from './brand.tsx';
import { PersonaPicker } from './persona-picker.tsx';
import { SampleMenu } from './sample-menu.tsx';
import { TokenCard } from './token-card.tsx';
import { TokenField } from './token-field.tsx';

interface HeaderProps {
  readonly session: Session;
  readonly state: SessionState;
}

export function Header({ session, state }: HeaderProps) {
  useSchemes();
  useEditorOptions();
  return (
    <header className="bar">
      <Brand />
      <SampleMenu />
      <div className="bar-actor">
        {state.phase === 'persona' && <PersonaPicker session={session} state={state} />}
        {state.phase === 'pasted' && <TokenField session={session} />}
        {state.phase === 'unreachable' && (
          <button type="button" className="control notice" onClick={() => void session.open({})}>
            {state.reason} Try again
          </button>
        )}
        <TokenCard session={session} state={state} />
      </div>
    </header>
  );
}
