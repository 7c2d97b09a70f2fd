import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Note } from '../components/note.tsx';
import { isCallerKnown } from '../session/caller.ts';
import { useStudio } from './studio-context.tsx';

interface OnlyForProps {
  readonly title: string;
  /** Who the pages are for. */
  readonly kind: 'developer' | 'operator' | 'admin';
  readonly children: ReactNode;
}

/** Pages for one kind of user; everyone else is told who they are for. The graph decides what they show. */
export function OnlyFor({ title, kind, children }: OnlyForProps) {
  const t = useTranslations('app.forOthers');
  const { caller, state } = useStudio();
  if (!isCallerKnown(state)) return null;
  if (caller.kind === kind) return children;
  return (
    <div className="page">
      <h1>{title}</h1>
      <Note tone="info" title={t(kind)} />
    </div>
  );
}
