import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Outcome } from '../../../components/outcome.tsx';
import { Page } from '../../../components/page.tsx';
import { InForce } from './in-force.tsx';
import { SwitchOffForm } from './switch-off-form.tsx';

/** Kill switches of the agency: those in force, and the form for another. */
export function Switches() {
  const t = useTranslations('decide.switches');
  const [done, setDone] = useState<string | null>(null);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Outcome text={done} />
      <InForce onDone={setDone} />
      <SwitchOffForm onDone={setDone} />
    </Page>
  );
}
