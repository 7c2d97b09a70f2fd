import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../components/button.tsx';
import { Note } from '../components/note.tsx';
import { Page } from '../components/page.tsx';
import { isCallerKnown } from '../session/caller.ts';
import { useStudio } from './studio-context.tsx';

interface OnlyForProps {
  readonly title: string;
  /** Who the pages are for. */
  readonly kind: 'developer' | 'operator' | 'admin';
  readonly children: ReactNode;
}

/** In a demo, buttons to act as a persona that the pages are for. */
function ActAs({ kind }: Pick<OnlyForProps, 'kind'>) {
  const t = useTranslations('app');
  const { session, state } = useStudio();
  const directory = state.phase === 'persona' || state.phase === 'signed-in' ? state.directory : null;
  const personas = directory?.personas.filter((each) => each.kind === kind) ?? [];
  if (personas.length === 0) return null;
  return (
    <div className="actions">
      {personas.map(({ id }) => (
        <Button key={id} onPress={() => void session.choose({ persona: id })}>
          {t('actAsPersona', { persona: id })}
        </Button>
      ))}
    </div>
  );
}

/** Pages for one kind of user; everyone else is told who they are for. The graph decides what they show. */
export function OnlyFor({ title, kind, children }: OnlyForProps) {
  const t = useTranslations('app.forOthers');
  const { caller, state } = useStudio();
  if (!isCallerKnown(state)) return null;
  if (caller.kind === kind) return children;
  return (
    <Page title={title}>
      <Note tone="info" title={t(kind)}>
        <ActAs kind={kind} />
      </Note>
    </Page>
  );
}
