import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Choice } from '../../../components/choice.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { DecideSwitchOffDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import { CoordinateBox } from '../parts/coordinate-box.tsx';
import { useAppNames, useApprovedApps } from '../parts/use-app-names.ts';
import { type FieldFacts, useOwnFields } from '../parts/use-field-facts.ts';
import { AppSelect } from './app-select.tsx';
import { Impact } from './impact.tsx';
import { kinds, type Target, type TargetKind, targetOf } from './target.ts';

/** While they load. */
const noFacts: FieldFacts = new Map();

/** Switches a field, a type or an app off; shows first who would notice. */
export function SwitchOffForm({ onDone }: { readonly onDone: (text: string) => void }) {
  const t = useTranslations('decide.switches');
  const { mutateAsync } = useChange(DecideSwitchOffDocument);
  const facts = useOwnFields() ?? noFacts;
  const apps = useApprovedApps();
  const appNames = useAppNames();
  const [kind, setKind] = useState<TargetKind>('field');
  const [coordinate, setCoordinate] = useState('');
  const [app, setApp] = useState('');
  const [notice, setNotice] = useState('');
  const [isChecked, setChecked] = useState(false);
  const names = useMemo(
    () =>
      kind === 'type' ? [...new Set([...facts.values()].map((each) => each.typeName))] : [...facts.keys()],
    [kind, facts],
  );
  const target = targetOf({ kind, coordinate, app }, facts);
  const what = kind === 'everything' ? (apps.get(app) ?? app) : coordinate;

  const choose = (next: TargetKind) => {
    setKind(next);
    setCoordinate('');
    setChecked(false);
  };
  const check = () => {
    setChecked(true);
    return target !== null && notice.trim() !== '';
  };
  const off = async ({ coordinate: named, app: only }: Target) => {
    const input = { coordinate: named, app: only, notice: notice.trim() };
    const answer = await mutateAsync({ input });
    const problem = problemIn(answer);
    const result = answer.data.switchOff;
    if (problem !== null || result?.__typename !== 'SwitchedOff') return problem ?? t('unknown');
    onDone(t('switchedOff', { what, count: result.switch.fields.length }));
    setCoordinate('');
    setNotice('');
    setChecked(false);
    return null;
  };
  return (
    <section>
      <h2>{t('off')}</h2>
      <p>{t('offLead')}</p>
      <div className="form prose">
        <Choice
          label={t('target')}
          value={kind}
          options={kinds.map((each) => ({ value: each, label: t(`targets.${each}`) }))}
          onChange={choose}
        />
        {kind !== 'everything' && (
          <CoordinateBox
            key={kind}
            label={t(kind)}
            hint={kind === 'type' ? t('typeHint') : t('fieldHint', { example: names[0] ?? 'Citizen' })}
            names={names}
            value={coordinate}
            onChange={setCoordinate}
            problem={isChecked && target === null ? t('unknown') : null}
          />
        )}
        <AppSelect
          apps={apps}
          value={app}
          onChange={setApp}
          isRequired={kind === 'everything'}
          problem={isChecked && kind === 'everything' && target === null ? t('appMissing') : null}
        />
        <Field
          label={t('noticeLabel')}
          hint={t('noticeHint')}
          rows={3}
          maxLength={500}
          value={notice}
          onChange={setNotice}
          problem={isChecked && notice.trim() === '' ? t('noticeMissing') : null}
        />
        <Impact target={target} what={what} apps={appNames} />
        <ConfirmDialog
          label={t('off')}
          kind="danger"
          title={t('offTitle', { what })}
          onOpen={check}
          onConfirm={async () => (target === null ? t('unknown') : off(target))}
        >
          <p>{t('offConfirm')}</p>
          <blockquote className="words">{notice}</blockquote>
        </ConfirmDialog>
      </div>
    </section>
  );
}
