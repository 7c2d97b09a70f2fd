import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Note } from './note.tsx';

interface VisibleProps<Value> {
  readonly value: Value | null | undefined;
  readonly children: (value: Value) => ReactNode;
}

/** Shows a value that the graph may refuse: a refusal must not look like an empty list. */
export function Visible<Value>({ value, children }: VisibleProps<Value>) {
  const t = useTranslations('app');
  if (value === null || value === undefined) return <Note tone="info" title={t('hidden')} />;
  return children(value);
}
