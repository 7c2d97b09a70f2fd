import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Outcome } from '../../../components/outcome.tsx';
import { Page } from '../../../components/page.tsx';
import { useAgency } from '../parts/use-agency.ts';
import { useSubgraphsOf } from '../parts/use-field-facts.ts';
import { Changelog } from './changelog.tsx';
import { Proposals } from './proposals.tsx';
import { SubgraphVersions } from './subgraph-versions.tsx';
import { WaitingPublishes } from './waiting-publishes.tsx';

/** The agency's part of the graph: releases, what waits, what others propose. */
export function Schema() {
  const t = useTranslations('decide.schema');
  const { agency } = useAgency();
  const names = useSubgraphsOf([agency]);
  const [done, setDone] = useState<string | null>(null);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Outcome text={done} />
      <WaitingPublishes />
      <Proposals />
      {names?.length === 0 && <p className="empty">{t('none')}</p>}
      {names?.map((name) => (
        <section key={name}>
          <h2>{t('subgraph', { name })}</h2>
          <SubgraphVersions name={name} onDone={setDone} />
          <Changelog name={name} />
        </section>
      ))}
    </Page>
  );
}
