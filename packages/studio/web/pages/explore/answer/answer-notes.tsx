import { formatShortcutForOS, useGraphiQL } from '@graphiql/react';
import { useTranslations } from 'use-intl';
import type { AnswerInfo } from '../editor/fetcher.ts';
import { OtherErrors } from './other-errors.tsx';
import { RefusalList } from './refusal-list.tsx';
import { isMeNull, readAnswerErrors, refusedFieldCount } from './refusals.ts';

interface AnswerNotesProps {
  readonly actor: string;
  readonly answer: AnswerInfo | null;
}

/** Shows below the answer who received it, and which fields were withheld and why. */
export function AnswerNotes({ actor, answer }: AnswerNotesProps) {
  const t = useTranslations('explore');
  const response = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.response ?? '');
  const errors = readAnswerErrors(response);
  const refused = refusedFieldCount(errors);
  const run = formatShortcutForOS('Ctrl-Enter', 'Cmd');
  if (response === '' || answer === null) {
    return (
      <p className="answer-line">
        {t('runAs', { actor })} <kbd>{run}</kbd>
      </p>
    );
  }
  return (
    <section className="answer" aria-label={t('about')} aria-live="polite">
      <p className="answer-line">
        <span>{t('answeredFor', { actor: answer.actor, ms: Math.round(answer.milliseconds) })}</span>
        {answer.actor !== actor && (
          <em>
            {t('nowActing', { actor })} <kbd>{run}</kbd> {t('asksAgain')}
          </em>
        )}
      </p>
      {isMeNull(response) && (
        <p className="me-is-null">
          {t.rich(`meIsNull.${answer.callerKind === 'app' ? 'app' : 'other'}`, {
            actor: answer.actor,
            code: (words) => <code>{words}</code>,
          })}
        </p>
      )}
      {refused > 0 && (
        <details open className="refusals">
          <summary>{t('withheld', { count: refused })}</summary>
          <RefusalList refusals={errors.refusals} />
        </details>
      )}
      <OtherErrors errors={errors.others} besides={refused > 0} />
    </section>
  );
}
