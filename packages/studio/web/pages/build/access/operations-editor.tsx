import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../components/button.tsx';
import { type Operation, splitOperations } from './split-operations.ts';

interface OperationsEditorProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onDraft: (operations: readonly Operation[]) => void;
  readonly isDrafting: boolean;
}

/** Reads a yes/no field instead of the notices: the least that an app for riders can ask for. */
const example = `query Today {
  me {
    hasDueNotices
    transitPasses { kind valid validTo }
  }
}
`;

const fewestLines = 10;

/** A text of several operations with the numbers of its lines. */
export function OperationsEditor({ text, onChange, onDraft, isDrafting }: OperationsEditorProps) {
  const t = useTranslations('build.access');
  const id = useId();
  const split = useMemo(() => splitOperations(text), [text]);
  const [isAsked, setAsked] = useState(false);
  const problem = isAsked ? split.problem : null;
  const lines = Math.max(fewestLines, text.split('\n').length);
  const draft = () => {
    setAsked(split.problem !== null);
    if (split.problem === null) onDraft(split.operations);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    draft();
  };
  return (
    <div className="form-field editor" data-invalid={problem === null ? undefined : true}>
      <label htmlFor={id}>{t('label')}</label>
      <span slot="description" id={`${id}-hint`}>
        {t('hint')}
      </span>
      <div className="numbered">
        <pre aria-hidden="true" className="line-numbers">
          {Array.from({ length: lines }, (_, at) => at + 1).join('\n')}
        </pre>
        <textarea
          id={id}
          className="input"
          rows={lines}
          spellCheck={false}
          autoCapitalize="off"
          wrap="off"
          value={text}
          aria-describedby={`${id}-hint ${id}-problem`}
          aria-invalid={problem !== null}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <span slot="errorMessage" id={`${id}-problem`} role="status">
        {problem !== null &&
          t(`problems.${problem.kind}`, {
            line: problem.line,
            message: problem.detail,
            name: problem.detail,
          })}
      </span>
      <div className="actions">
        <Button kind="primary" onPress={draft} isDisabled={isDrafting}>
          {isDrafting ? t('drafting') : t('draft')}
        </Button>
        {text.trim() === '' && <Button onPress={() => onChange(example)}>{t('example')}</Button>}
        <span className="quiet count">{t('found', { count: split.operations.length })}</span>
      </div>
    </div>
  );
}
