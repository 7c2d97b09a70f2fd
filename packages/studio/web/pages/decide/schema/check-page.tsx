import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { CutOff } from '../../../components/cut-off.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { Note } from '../../../components/note.tsx';
import { Outcome } from '../../../components/outcome.tsx';
import { Page } from '../../../components/page.tsx';
import { DecideCheckDocument, type DecideCheckQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { AccessChanges } from './access-changes.tsx';
import { Approve } from './approve.tsx';
import { ChangesTable } from './changes-table.tsx';
import { CheckFacts } from './check-facts.tsx';
import { ProblemsList } from './problems-list.tsx';

export type Check = NonNullable<DecideCheckQuery['schemaCheck']>;

/** A publish that waits: who gains which field, and the approval. */
export function CheckPage() {
  const t = useTranslations('decide.schema');
  const { language } = useStudio();
  const { id = '' } = useParams();
  const [done, setDone] = useState<string | null>(null);
  const pages = usePages(DecideCheckDocument, { id }, ({ schemaCheck }) =>
    schemaCheck === null ? nothing : schemaCheck.accessChanges,
  );
  const check = pages.first?.schemaCheck ?? null;
  return (
    <Page title={check === null ? t('title') : t('publishTitle', { subgraph: check.subgraph })}>
      <p className="back">
        <Link to={`/${language}/decide/schema`}>{t('back')}</Link>
      </p>
      <Outcome text={done} />
      <LoadedPages pages={pages}>
        {(accessChanges) =>
          check === null ? (
            <Note tone="info" title={t('publishNotFound')} />
          ) : (
            <>
              <CheckFacts check={check} />
              <h2>{t('accessTitle')}</h2>
              <AccessChanges changes={accessChanges} />
              <h2>{t('changesTitle')}</h2>
              <ChangesTable
                caption={t('changesTitle')}
                changes={check.changes.nodes}
                empty={t('changesEmpty')}
              />
              <CutOff list={check.changes} />
              <h2>{t('problems')}</h2>
              <ProblemsList problems={check.problems} />
              {check.state === 'AWAITING_APPROVAL' && <Approve check={check} onDone={setDone} />}
            </>
          )
        }
      </LoadedPages>
    </Page>
  );
}

/** A check that does not exist has no changes; the page says that it does not exist. */
const nothing = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
