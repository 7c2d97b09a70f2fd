import { useTranslations } from 'use-intl';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { DecideChangelogDocument } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { ChangesTable } from './changes-table.tsx';

/** What rollouts have changed about a subgraph. */
export function Changelog({ name }: { readonly name: string }) {
  const t = useTranslations('decide.schema');
  const pages = usePages(DecideChangelogDocument, { name }, ({ changelog }) => changelog);
  return (
    <>
      <h3>{t('changelog')}</h3>
      <LoadedPages pages={pages}>
        {(changes) => <ChangesTable caption={t('changelog')} changes={changes} empty={t('changelogEmpty')} />}
      </LoadedPages>
    </>
  );
}
