import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { Page } from '../../../components/page.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { SchemaTextsDocument } from '../../../graph/operations.ts';
import { useAllPages } from '../../../graph/use-all-pages.ts';
import { Results } from './results.tsx';

/** Everything in the graph, including what the caller may not read. */
export function Catalogue() {
  const t = useTranslations('schema.catalogue');
  const { language } = useStudio();
  const variables = { language: languageVariable(language) };
  const pages = useAllPages(SchemaTextsDocument, variables, (data) => data.subgraphs);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <LoadedPages pages={pages}>{(subgraphs) => <Results subgraphs={subgraphs} />}</LoadedPages>
    </Page>
  );
}
