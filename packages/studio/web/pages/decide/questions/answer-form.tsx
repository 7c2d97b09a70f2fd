import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { DecideAnswerDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';

interface AnswerFormProps {
  readonly id: string;
  readonly onDone: (text: string) => void;
}

/** An answer is given once, so it is shown again before it is sent. */
export function AnswerForm({ id, onDone }: AnswerFormProps) {
  const t = useTranslations('decide.questions');
  const { mutateAsync } = useChange(DecideAnswerDocument);
  const [answer, setAnswer] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const check = () => {
    const isMissing = answer.trim() === '';
    setProblem(isMissing ? t('missing') : null);
    return !isMissing;
  };
  const send = async () => {
    const failure = problemIn(await mutateAsync({ input: { question: id, answer: answer.trim() } }));
    if (failure === null) onDone(t('sent'));
    return failure;
  };
  return (
    <div className="form prose">
      <Field
        label={t('answer')}
        hint={`${t('answerHint')} ${t('final')}`}
        rows={4}
        maxLength={1000}
        value={answer}
        onChange={setAnswer}
        problem={problem}
      />
      <ConfirmDialog
        label={t('review')}
        title={t('confirmTitle')}
        kind="primary"
        confirm={t('send')}
        onOpen={check}
        onConfirm={send}
      >
        <p>{t('confirmText')}</p>
        <blockquote className="words">{answer}</blockquote>
      </ConfirmDialog>
    </div>
  );
}
