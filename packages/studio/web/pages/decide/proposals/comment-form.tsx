import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { useAction } from '../../../components/use-action.ts';
import { DecideCommentDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';

interface CommentFormProps {
  readonly id: string;
  readonly onDone: (text: string) => void;
}

/** Adds a comment to a proposal. */
export function CommentForm({ id, onDone }: CommentFormProps) {
  const t = useTranslations('decide.schema');
  const { mutateAsync } = useChange(DecideCommentDocument);
  const [text, setText] = useState('');
  const { run, problem, setProblem, isBusy } = useAction();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return setProblem(t('commentMissing'));
    const input = { proposal: id, text: text.trim() };
    if ((await run(() => mutateAsync({ input }).then(problemIn))) !== null) return;
    setText('');
    onDone(t('commented'));
  };
  return (
    <form className="form prose" onSubmit={(event) => void send(event)}>
      <Field
        label={t('comment')}
        hint={t('commentHint')}
        rows={3}
        maxLength={2000}
        value={text}
        onChange={setText}
        problem={problem}
      />
      <Button type="submit" isDisabled={isBusy}>
        {t('send')}
      </Button>
    </form>
  );
}
