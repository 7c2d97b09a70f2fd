import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { useOverdue } from '../inbox/overdue.ts';
import { useDay, useDayOf } from '../parts/day.tsx';
import { AnswerForm } from './answer-form.tsx';
import type { Question } from './questions.tsx';

/** A question with the read that it is about, and its answer or the form for one. */
export function QuestionCard({
  question,
  onDone,
}: {
  readonly question: Question;
  readonly onDone: (text: string) => void;
}) {
  const t = useTranslations('decide.questions');
  const day = useDay();
  const dayOf = useDayOf();
  const overdue = useOverdue();
  const { id, text, askedAt, answerDueOn, answer, answeredAt } = question;
  const isOverdue = answer === null && overdue(answerDueOn);
  return (
    <article className="panel-card question" aria-labelledby={`question-${id}`}>
      <h2 id={`question-${id}`}>{text}</h2>
      <p className="meta">
        {t('asked', { date: dayOf(askedAt) })} ·{' '}
        <strong className={isOverdue ? 'tone' : ''} data-tone="bad">
          {t(isOverdue ? 'overdue' : 'due', { date: day(answerDueOn) })}
        </strong>
      </p>
      <Access access={question.access} />
      {answer === null ? (
        <AnswerForm id={id} onDone={onDone} />
      ) : (
        <>
          <h3>{t('answeredOn', { date: answeredAt === null ? '' : dayOf(answeredAt) })}</h3>
          <p className="words">{answer}</p>
        </>
      )}
    </article>
  );
}

/** The read behind a question. It names no citizen. */
function Access({ access }: Pick<Question, 'access'>) {
  const t = useTranslations('decide.questions');
  const words = useTranslations('words.dataReader');
  const { language } = useStudio();
  const { time, app, readBy, purpose, fields } = access;
  return (
    <>
      <h3>{t('access')}</h3>
      <dl className="facts">
        <dt>{t('time')}</dt>
        <dd>
          <DateTime value={time} />
        </dd>
        <dt>{t('reader')}</dt>
        <dd>
          {app === null ? (
            t('official')
          ) : (
            <Link to={`/${language}/decide/apps/${app.clientId}`}>{app.name}</Link>
          )}
        </dd>
        <dt>{t('readBy')}</dt>
        <dd>{words(readBy)}</dd>
        <dt>{t('purpose')}</dt>
        <dd>{purpose?.title ?? t('noPurpose')}</dd>
        <dt>{t('fields')}</dt>
        <dd>
          <code>{fields.join(', ')}</code>
        </dd>
      </dl>
    </>
  );
}
