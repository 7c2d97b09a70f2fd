import { useTranslations } from 'use-intl';
import { Loaded } from '../../../components/loaded.tsx';
import { DecideInboxDisputesDocument, DecideInboxFinanceDocument } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { useDay, useDayOf } from '../parts/day.tsx';
import { useMoney } from '../parts/money.ts';
import { useAgency } from '../parts/use-agency.ts';
import { byDay, oldestFirst } from './oldest-first.ts';
import { Queue } from './queue.tsx';

/** What waits for a treasurer. */
export function WaitingMoney() {
  const t = useTranslations('decide.inbox');
  const words = useTranslations('words');
  const money = useMoney();
  const day = useDay();
  const dayOf = useDayOf();
  const { agency } = useAgency();
  const query = useOperation(DecideInboxFinanceDocument, { agency });
  return (
    <Loaded query={query}>
      {({ paymentCases, agency: own }) => (
        <>
          <Queue
            title={t('cases')}
            page="finance"
            list={paymentCases}
            items={oldestFirst(paymentCases?.nodes)?.map(({ id, kind, openedAt }) => ({
              key: id,
              path: 'finance#cases',
              text: words(`paymentCase.${kind}`),
              detail: t('opened', { date: dayOf(openedAt) }),
            }))}
          />
          <Queue
            title={t('refunds')}
            page="finance"
            list={own?.refunds}
            items={oldestFirst(own?.refunds?.nodes)?.map(({ id, amount, reason, createdAt }) => ({
              key: id,
              path: 'finance#refunds',
              text: `${money(amount)}: ${reason}`,
              detail: t('requested', { date: dayOf(createdAt) }),
            }))}
          />
          <Queue
            title={t('settlements')}
            page="finance"
            list={own?.settlements}
            items={byDay(own?.settlements?.nodes)?.map(({ id, provider, day: on, net }) => ({
              key: id,
              path: 'finance#settlements',
              text: `${money(net)}: ${provider}`,
              detail: t('collected', { date: day(on) }),
            }))}
          />
        </>
      )}
    </Loaded>
  );
}

/** What waits for a treasurer or a notice clerk. */
export function WaitingDisputes() {
  const t = useTranslations('decide.inbox');
  const dayOf = useDayOf();
  const { agency } = useAgency();
  const query = useOperation(DecideInboxDisputesDocument, { agency });
  return (
    <Loaded query={query}>
      {({ agency: own }) => (
        <Queue
          title={t('disputes')}
          page="finance"
          list={own?.disputes}
          items={oldestFirst(own?.disputes?.nodes)?.map(({ id, reason, createdAt }) => ({
            key: id,
            path: 'finance#disputes',
            text: reason,
            detail: t('opened', { date: dayOf(createdAt) }),
          }))}
        />
      )}
    </Loaded>
  );
}
