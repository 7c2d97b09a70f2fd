import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { AnswerInfo } from '../editor/fetcher.ts';
import { AccessLog } from './access-log.tsx';
import { AccessTable } from './access-table.tsx';
import { AnswerNotes } from './answer-notes.tsx';
import { CostView } from './cost-view.tsx';
import { HeaderTable } from './header-table.tsx';
import { PlanView } from './plan-view.tsx';

interface AnswerPanelProps {
  readonly actor: string;
  readonly answer: AnswerInfo | null;
}

/** Below the response: who got it and what was withheld, then plan, access, cost, access log and headers. */
export function AnswerPanel({ actor, answer }: AnswerPanelProps) {
  const t = useTranslations('explore');
  if (answer === null) return <AnswerNotes actor={actor} answer={null} />;
  const { insight, headers } = answer;
  return (
    <Tabs className="insight">
      <TabList aria-label={t('about')}>
        <Tab id="notes">{t('tabs.answer')}</Tab>
        <Tab id="plan">{t('tabs.plan')}</Tab>
        <Tab id="access">{t('tabs.access')}</Tab>
        <Tab id="cost">{t('tabs.cost')}</Tab>
        <Tab id="log">{t('tabs.log')}</Tab>
        <Tab id="headers">{t('tabs.headers')}</Tab>
      </TabList>
      <TabPanel id="notes">
        <AnswerNotes actor={actor} answer={answer} />
      </TabPanel>
      <TabPanel id="plan">
        <PlanView plan={insight?.plan ?? null} timing={insight?.timing ?? null} />
      </TabPanel>
      <TabPanel id="access">
        <AccessTable fields={insight?.access ?? []} />
      </TabPanel>
      <TabPanel id="cost">
        <CostView cost={insight?.cost ?? null} />
      </TabPanel>
      <TabPanel id="log">
        <AccessLog records={insight?.records ?? []} />
      </TabPanel>
      <TabPanel id="headers">
        <HeaderTable headers={headers} />
      </TabPanel>
    </Tabs>
  );
}
