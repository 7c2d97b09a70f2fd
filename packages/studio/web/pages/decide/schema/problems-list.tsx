import { useTranslations } from 'use-intl';
import { Badge } from '../../../components/badge.tsx';
import type { ProblemSeverity } from '../../../graph/operations.ts';

interface Problem {
  readonly severity: ProblemSeverity;
  readonly code: string;
  readonly message: string;
}

/** What a check has found, errors first. */
export function ProblemsList({ problems }: { readonly problems: readonly Problem[] }) {
  const t = useTranslations('decide.schema');
  const words = useTranslations('words.severity');
  if (problems.length === 0) return <p>{t('problemsEmpty')}</p>;
  return (
    <ul className="problems">
      {problems.map(({ severity, code, message }) => (
        <li key={`${code} ${message}`}>
          <Badge tone={severity === 'ERROR' ? 'bad' : 'warn'}>{words(severity)}</Badge>{' '}
          <span lang="en">{message}</span> <code>{code}</code>
        </li>
      ))}
    </ul>
  );
}
