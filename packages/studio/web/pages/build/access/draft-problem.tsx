import { useTranslations } from 'use-intl';
import { Note } from '../../../components/note.tsx';
import { FieldsOfType } from './fields-of-type.tsx';
import type { Operation } from './split-operations.ts';
import { typeWithoutField } from './type-fields.ts';
import type { DraftRefusal } from './use-draft.ts';

interface DraftProblemProps {
  readonly problem: DraftRefusal;
  /** As they were sent. */
  readonly operations: readonly Operation[];
}

/** Why operations cannot be requested, in words, and where. */
export function DraftProblem({ problem, operations }: DraftProblemProps) {
  const t = useTranslations('build.access.problems');
  switch (problem.__typename) {
    case 'OperationsNotValid':
      return (
        <Note tone="bad" title={t('notValid')}>
          <ul>
            {problem.problems.map(({ index, message }) => (
              <li key={`${index} ${message}`}>
                <Where operation={operations[index]} /> <span lang="en">{message}</span>
                <Fields message={message} />
              </li>
            ))}
          </ul>
        </Note>
      );
    case 'FieldsNotForApps':
      return (
        <Note tone="bad" title={t('notForApps')}>
          <Names names={problem.fields} />
        </Note>
      );
    case 'ScopesNotDefined':
      return (
        <Note tone="bad" title={t('notDefined')}>
          <Names names={problem.scopes} />
        </Note>
      );
    case 'PurposesNotAllowed':
      return (
        <Note tone="bad" title={t('notForPurposes', { purposes: problem.purposes.join(', ') })}>
          <Names names={problem.scopes} />
        </Note>
      );
    case 'AppNotFound':
      return <Note tone="bad" title={t('notFound')} />;
    case 'Failure':
      return <Note tone="bad" title={problem.message} />;
  }
}

function Fields({ message }: { readonly message: string }) {
  const type = typeWithoutField(message);
  return type === null ? null : <FieldsOfType type={type} />;
}

function Where({ operation }: { readonly operation: Operation | undefined }) {
  const t = useTranslations('build.access.problems');
  if (operation === undefined) return null;
  return (
    <strong>
      {t('atLine', { line: operation.line })}
      {operation.name !== null && ` (${operation.name})`}:
    </strong>
  );
}

function Names({ names }: { readonly names: readonly (string | number)[] }) {
  return (
    <ul>
      {names.map((name) => (
        <li key={name}>
          <code>{name}</code>
        </li>
      ))}
    </ul>
  );
}
