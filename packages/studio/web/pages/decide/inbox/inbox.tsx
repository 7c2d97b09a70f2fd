import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { DecideInboxDocument } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { useDay, useDayOf } from '../parts/day.tsx';
import { isFinancial, isTreasurer } from '../parts/roles.ts';
import { useAgency } from '../parts/use-agency.ts';
import { oldestFirst } from './oldest-first.ts';
import { useOverdue } from './overdue.ts';
import { Queue } from './queue.tsx';
import { WaitingDisputes, WaitingMoney } from './waiting-money.tsx';
import { WaitingRequests } from './waiting-requests.tsx';

/** Everything that waits for the official's agency, with links to where it is decided. */
export function Inbox() {
  const t = useTranslations('decide.inbox');
  const words = useTranslations('words');
  const day = useDay();
  const dayOf = useDayOf();
  const overdue = useOverdue();
  const { caller } = useStudio();
  const { agency, language } = useAgency();
  const query = useOperation(DecideInboxDocument, { agency, language });
  const name = query.data?.data.agency?.name;
  return (
    <Page title={t('title')} lead={name === undefined ? t('leadPlain') : t('lead', { agency: name })}>
      <div className="queues">
        <WaitingRequests />
        <Loaded query={query}>
          {({ agency: own, waitingPublishes, proposals }) => (
            <>
              <Queue
                title={t('questions')}
                page="questions"
                list={own?.accessQuestions}
                items={own?.accessQuestions?.nodes.map(({ id, text, answerDueOn }) => ({
                  key: id,
                  path: 'questions',
                  text,
                  detail: t(overdue(answerDueOn) ? 'overdue' : 'due', { date: day(answerDueOn) }),
                  isUrgent: overdue(answerDueOn),
                }))}
              />
              <Queue
                title={t('publishes')}
                page="schema"
                list={waitingPublishes}
                items={oldestFirst(waitingPublishes?.nodes)?.map(
                  ({ id, subgraph, checkedAt, requestReason }) => ({
                    key: id,
                    path: `schema/publishes/${id}`,
                    text: `${subgraph}: ${requestReason ?? t('noReason')}`,
                    detail: t('checked', { date: dayOf(checkedAt) }),
                  }),
                )}
              />
              <Queue
                title={t('proposals')}
                page="schema"
                list={proposals}
                items={oldestFirst(proposals?.nodes)
                  ?.filter((each) => each.agency?.id === agency)
                  .map(({ id, title, proposedAt }) => ({
                    key: id,
                    path: `schema/proposals/${id}`,
                    text: title,
                    detail: t('proposed', { date: dayOf(proposedAt) }),
                  }))}
              />
              <Queue
                title={t('alerts')}
                page="alerts"
                list={own?.profilingAlerts}
                items={oldestFirst(own?.profilingAlerts?.nodes)
                  ?.filter(({ acknowledgedAt }) => acknowledgedAt === null)
                  .map(({ id, kind, app, raisedAt }) => ({
                    key: id,
                    path: 'alerts',
                    text: [app?.name, words(`profilingKind.${kind}`)].filter(Boolean).join(': '),
                    detail: t('raised', { date: dayOf(raisedAt) }),
                  }))}
              />
            </>
          )}
        </Loaded>
        {isTreasurer(caller.roles) && <WaitingMoney />}
        {isFinancial(caller.roles) && <WaitingDisputes />}
      </div>
    </Page>
  );
}
