import { useTranslations } from 'use-intl';
import { Field } from '../../../components/field.tsx';
import type { Draft } from './registration.ts';

interface StatementFieldsProps {
  readonly purposes: readonly { readonly id: string; readonly title: string }[];
  readonly statements: Draft['statements'];
  readonly onChange: (statements: Draft['statements']) => void;
  /** @returns the problem of a field in words */
  readonly problemOf: (field: string) => string | null;
}

/** What an app does, for each purpose of the platform. */
export function StatementFields({ purposes, statements, onChange, problemOf }: StatementFieldsProps) {
  const t = useTranslations('build.register');
  return (
    <fieldset className="group">
      <legend>{t('purposes')}</legend>
      {purposes.map(({ id, title }, at) => (
        <Field
          key={id}
          label={t('statement', { purpose: title })}
          hint={t('statementHint')}
          value={statements[id] ?? ''}
          onChange={(statement) => onChange({ ...statements, [id]: statement })}
          problem={problemOf(`purposes.${id}`) ?? (at === 0 ? problemOf('purposes') : null)}
        />
      ))}
    </fieldset>
  );
}
