import { useTranslations } from 'use-intl';
import type { GraphError } from '../graph/post-operation.ts';
import { Note } from './note.tsx';

/** The errors of an answer, each once. */
export function Withheld({ errors }: { readonly errors: readonly GraphError[] }) {
  const t = useTranslations('app');
  const messages = [...new Set(errors.map(({ message }) => message))];
  if (messages.length === 0) return null;
  return (
    <Note tone="warn" title={t('withheld', { count: errors.length })}>
      <ul>
        {messages.map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </Note>
  );
}
