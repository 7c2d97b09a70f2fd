import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { showVariables } from '../editor/show-variables.ts';
import { noticeCodeIn, type OpenableSample, occasion, openableSamples, tabOf } from '../samples.ts';
import { Popover } from './popover.tsx';

export function SampleMenu() {
  const open = useOpenSample();
  const t = useTranslations('explore');
  const { language } = useStudio();
  return (
    <Popover className="control" label={t('samples')}>
      {(close) => (
        <ul className="samples" onKeyDown={moveFocus}>
          {openableSamples.map((sample) => (
            <li key={sample.name}>
              <button
                type="button"
                onClick={() => {
                  close();
                  open(sample);
                }}
              >
                <strong>{sample.title[language]}</strong>
                <span>{sample.summary[language]}</span>
                <small>
                  {sample.agencies.map((agency) => (
                    <i key={agency} className="agency" data-agency={agency}>
                      {agency}
                    </i>
                  ))}
                  {sample.fullFor.length === 0
                    ? t('forAnyone')
                    : t('fullFor', { personas: sample.fullFor.join(', ') })}
                </small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}

/** Activates the sample's tab if it is open, else opens a new one, so that no edits are lost. */
function useOpenSample(): (sample: OpenableSample) => void {
  const { addTab, changeTab, setOperationName } = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor } = useGraphiQL(({ tabs, queryEditor, variableEditor }) => ({
    tabs,
    queryEditor,
    variableEditor,
  }));
  const noticeCode = useLastNoticeCode(tabs);
  return (sample) => {
    const existing = tabs.findIndex((tab) => tab.title === sample.operation);
    if (existing >= 0) {
      changeTab(existing);
    } else {
      const tab = tabOf(sample, occasion(noticeCode));
      addTab();
      queryEditor?.setValue(tab.query);
      variableEditor?.setValue(tab.variables);
      if (tab.variables !== '') showVariables();
    }
    // GraphiQL updates a moment later; running immediately must not send the old operation name.
    setOperationName(sample.operation);
    queryEditor?.focus();
  };
}

/** Survives the answer, so that an anonymous query can look up a notice found as lin. */
function useLastNoticeCode(tabs: readonly { readonly response: string | null }[]): string | null {
  const found = tabs.map(({ response }) => noticeCodeIn(response ?? '')).find((code) => code !== null);
  const [last, setLast] = useState<string | null>(null);
  if (found !== undefined && found !== last) setLast(found);
  return found ?? last;
}

function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const current = buttons.findIndex((button) => button.matches(':focus'));
  buttons.at((current + step) % buttons.length)?.focus();
}
