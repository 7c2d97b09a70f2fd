import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { Page } from '../../../components/page.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { SchemaTextsDocument } from '../../../graph/operations.ts';
import { schemaFields } from '../../../graph/schema-fields.ts';
import { useAllPages } from '../../../graph/use-all-pages.ts';
import type { Subgraph } from '../catalogue/results.tsx';
import { AgencyMap } from './agency-map.tsx';
import { mapSchema } from './schema-map.ts';
import { TypeLists } from './type-lists.tsx';
import { TypeMap } from './type-map.tsx';

/** How the types of the agencies lead to each other. `?type=` chooses the one in the middle. */
export function SchemaMapPage() {
  const t = useTranslations('schema.map');
  const { language } = useStudio();
  const variables = { language: languageVariable(language) };
  const pages = useAllPages(SchemaTextsDocument, variables, (data) => data.subgraphs);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <LoadedPages pages={pages}>{(subgraphs) => <Maps subgraphs={subgraphs} />}</LoadedPages>
    </Page>
  );
}

function Maps({ subgraphs }: { readonly subgraphs: readonly Subgraph[] }) {
  const t = useTranslations('schema.map');
  const [parameters] = useSearchParams();
  const map = useMemo(() => mapSchema(subgraphs.flatMap(fieldsOf)), [subgraphs]);
  const agencies = useMemo(
    () => subgraphs.map(({ name, agency }) => ({ subgraph: name, name: agency?.name ?? name })),
    [subgraphs],
  );
  const type = parameters.get('type');
  if (type !== null) {
    return (
      <>
        <p>
          <Link to="?">{t('back')}</Link>
        </p>
        <TypeMap map={map} type={type} agencies={agencies} />
      </>
    );
  }
  return (
    <>
      <AgencyMap map={map} agencies={agencies} />
      <TypeLists map={map} agencies={agencies} />
    </>
  );
}

function fieldsOf({ name, current }: Subgraph) {
  return current === null ? [] : schemaFields(name, current.schema);
}
