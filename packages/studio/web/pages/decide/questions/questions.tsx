import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Choice } from '../../../components/choice.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { Outcome } from '../../../components/outcome.tsx';
import { Page } from '../../../components/page.tsx';
import { DecideQuestionsDocument, type DecideQuestionsQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { useAgency } from '../parts/use-agency.ts';
import { QuestionCard } from './question-card.tsx';

export type Question = NonNullable<
  NonNullable<DecideQuestionsQuery['agency']>['accessQuestions']
>['nodes'][number];

/** Citizens' questions about reads of their data, the oldest first. */
export function Questions() {
  const t = useTranslations('decide.questions');
  const { agency, language } = useAgency();
  const [shown, setShown] = useState<'open' | 'answered'>('open');
  const [done, setDone] = useState<string | null>(null);
  const answered = shown === 'answered';
  const pages = usePages(
    DecideQuestionsDocument,
    { agency, language, answered },
    (data) => data.agency?.accessQuestions,
  );
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Choice
        label={t('filter')}
        value={shown}
        options={[
          { value: 'open', label: t('open') },
          { value: 'answered', label: t('answered') },
        ]}
        onChange={setShown}
      />
      <Outcome text={done} />
      <LoadedPages pages={pages}>
        {(questions) =>
          questions.length === 0 ? (
            <p className="empty">{t(answered ? 'emptyAnswered' : 'emptyOpen')}</p>
          ) : (
            questions.map((question) => (
              <QuestionCard key={question.id} question={question} onDone={setDone} />
            ))
          )
        }
      </LoadedPages>
    </Page>
  );
}
