import { formatShortcutForOS, useGraphiQL } from '@graphiql/react';
import { count } from '../../../session/words.ts';
import type { AnswerInfo } from '../editor/fetcher.ts';
import { OtherErrors } from './other-errors.tsx';
import { RefusalList } from './refusal-list.tsx';
import { readAnswerErrors, refusedFieldCount } from './refusals.ts';

interface AnswerNotesProps {
  readonly actor: string;
  readonly answer: AnswerInfo | null;
}

/** Shows below the answer who received it, and which fields were withheld and why. */
export function AnswerNotes({ actor, answer }: AnswerNotesProps) {
  const response = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.response ?? '');
  const errors = readAnswerErrors(response);
  const refused = refusedFieldCount(errors);
  const run = formatShortcutForOS('Ctrl-Enter', 'Cmd');
  if (response === '' || answer === null) {
    return (
      <p className="answer-line">
        Run it as {actor}: <kbd>{run}</kbd>
      </p>
    );
  }
  return (
    <section className="answer" aria-label="About this answer" aria-live="polite">
      <p className="answer-line">
        <span>
          Answered for {answer.actor} in {Math.round(answer.milliseconds)} ms
        </span>
        {answer.actor !== actor && (
          <em>
            You are {actor} now: <kbd>{run}</kbd> asks again
          </em>
        )}
      </p>
      {refused > 0 && (
        <details open className="refusals">
          <summary>{count(refused, 'field')} withheld from this answer</summary>
          <RefusalList refusals={errors.refusals} />
        </details>
      )}
      <OtherErrors errors={errors.others} besides={refused > 0} />
    </section>
  );
}
