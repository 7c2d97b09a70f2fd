import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { Note } from '../../../components/note.tsx';
import { Outcome } from '../../../components/outcome.tsx';
import { Page } from '../../../components/page.tsx';
import { isFinancial, isTreasurer } from '../parts/roles.ts';
import { Breaks } from './breaks.tsx';
import { Cases } from './cases.tsx';
import { Disputes } from './disputes.tsx';
import { Refunds } from './refunds.tsx';
import { Revenue } from './revenue.tsx';
import { Settlements } from './settlements.tsx';

/** Money of the agency: what waits for a decision, and what was received. */
export function Finance() {
  const t = useTranslations('decide.finance');
  const { caller } = useStudio();
  const [done, setDone] = useState<string | null>(null);
  if (!isFinancial(caller.roles)) {
    return (
      <Page title={t('title')}>
        <Note tone="info" title={t('notForYou')} />
      </Page>
    );
  }
  const isForTreasurer = isTreasurer(caller.roles);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Outcome text={done} />
      {isForTreasurer && (
        <>
          <Cases onDone={setDone} />
          <Refunds onDone={setDone} />
        </>
      )}
      <Disputes onDone={setDone} />
      {isForTreasurer && (
        <>
          <Settlements onDone={setDone} />
          <Breaks />
          <Revenue />
        </>
      )}
    </Page>
  );
}
