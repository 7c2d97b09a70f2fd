import { useTranslations } from 'use-intl';
import { Checkbox } from '../../../components/checkbox.tsx';
import { DataClassBadge } from '../../../components/data-class-badge.tsx';
import { Described } from '../../../components/described.tsx';
import { Field } from '../../../components/field.tsx';
import type { DecideFieldFragment } from '../../../graph/operations.ts';
import { approveAgain, type Draft, decline } from './partial-draft.ts';

interface PartialGroupProps {
  /** The data group that the fields need. */
  readonly title: string;
  readonly fields: readonly DecideFieldFragment[];
  readonly draft: Draft;
  /** Whether the official has tried to send the decision, so that what is missing is shown. */
  readonly isTried: boolean;
  readonly onChange: (draft: Draft) => void;
}

/** A data group whose fields are ticked one by one, or all at once; a field without a tick needs a reason. */
export function PartialGroup({ title, fields, draft, isTried, onChange }: PartialGroupProps) {
  const t = useTranslations('decide.requests');
  const app = useTranslations('app');
  const coordinates = fields.map(({ coordinate }) => coordinate);
  const left = coordinates.filter((coordinate) => !draft.has(coordinate)).length;
  const set = (isApproved: boolean, chosen: readonly string[]) =>
    onChange(isApproved ? approveAgain(draft, chosen) : decline(draft, chosen));
  return (
    <fieldset className="partial">
      <legend>{title}</legend>
      {fields.length > 1 && (
        <Checkbox
          isSelected={left === fields.length}
          isIndeterminate={left > 0 && left < fields.length}
          onChange={(isApproved) => set(isApproved, coordinates)}
        >
          <strong>{t('wholeGroup')}</strong>
        </Checkbox>
      )}
      <ul>
        {fields.map(({ coordinate, description, dataClass }) => {
          const reason = draft.get(coordinate);
          return (
            <li key={coordinate}>
              <Checkbox
                isSelected={reason === undefined}
                onChange={(isApproved) => set(isApproved, [coordinate])}
              >
                {description === null ? null : <Described text={description} />} <code>{coordinate}</code>{' '}
                <DataClassBadge value={dataClass} />
              </Checkbox>
              {reason !== undefined && (
                <Field
                  label={t('declineReason', { field: coordinate })}
                  value={reason}
                  onChange={(words) => onChange(new Map([...draft, [coordinate, words]]))}
                  problem={isTried && reason.trim() === '' ? app('reasonMissing') : null}
                />
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
