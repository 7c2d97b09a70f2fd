import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { SchemaTextsDocument } from '../../../graph/operations.ts';
import { schemaFields } from '../../../graph/schema-fields.ts';
import { useAllPages } from '../../../graph/use-all-pages.ts';
import { fieldsOfType } from './type-fields.ts';

/** The fields that a type has, for an operation that asks for another one. */
export function FieldsOfType({ type }: { readonly type: string }) {
  const t = useTranslations('build.access.problems');
  const { language } = useStudio();
  const variables = { language: languageVariable(language) };
  const { items } = useAllPages(SchemaTextsDocument, variables, ({ subgraphs }) => subgraphs);
  const fields = (items ?? []).flatMap(({ name, current }) =>
    current === null ? [] : schemaFields(name, current.schema),
  );
  const names = fieldsOfType(fields, type);
  if (names.length === 0) return null;
  return (
    <p>
      {t('typeHas', { type })} <code>{names.join(', ')}</code>
    </p>
  );
}
