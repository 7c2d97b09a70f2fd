import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { Select } from '../../../components/select.tsx';
import { BuildGrantedDocument } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { useClientId } from '../parts/use-client-id.ts';
import { grantedFields } from './over-collection.ts';
import { OverCollection } from './over-collection-meter.tsx';
import { UsageTable } from './usage-table.tsx';
import { useUsage } from './use-usage.ts';

const periods = [1, 7, 30, 90] as const;

/** What an app runs, how well, and whether it uses what it was granted. */
export function Usage() {
  const t = useTranslations('build.usage');
  const clientId = useClientId();
  const [days, setDays] = useState<number>(30);
  const usage = useUsage(clientId, days);
  const granted = useOperation(BuildGrantedDocument, { clientId });
  const requests = granted.data?.data.appRegistration?.accessRequests.nodes ?? [];
  return (
    <Page title={t('title')} lead={t('lead', { days })}>
      <Select label={t('days')} value={String(days)} onChange={(value) => setDays(Number(value))}>
        {periods.map((period) => (
          <option key={period} value={period}>
            {t('lastDays', { days: period })}
          </option>
        ))}
      </Select>
      <Loaded query={usage}>
        {({ appRegistration }) => {
          const operations = appRegistration?.operationUsage ?? [];
          return (
            <>
              <OverCollection granted={grantedFields(requests)} usage={operations} />
              <UsageTable usage={operations} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
