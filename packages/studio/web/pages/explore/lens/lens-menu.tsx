import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { countOpenness } from '../../../graph/purpose-lens.ts';
import { LensSelects } from '../../shared/lens/lens-selects.tsx';
import { OpennessBadge } from '../../shared/lens/openness-badge.tsx';
import type { Lens, LensChoice } from '../../shared/lens/use-lens.ts';
import { Popover } from '../toolbar/popover.tsx';
import type { FieldMarks, MarkedField } from './field-marks.ts';
import { useMarkedFields } from './use-marked-fields.ts';

interface LensMenuProps {
  readonly lens: Lens;
  readonly choice: LensChoice;
  readonly onChange: (changes: Partial<LensChoice>) => void;
  readonly marks: FieldMarks | null;
}

/** Chooses app, purpose and reader, and lists the operation's fields that need consent or are closed. */
export function LensMenu({ lens, choice, onChange, marks }: LensMenuProps) {
  const t = useTranslations('explore.lens');
  const marked = useMarkedFields(marks);
  const fields = [...new Map(marked?.map((each) => [`${each.coordinate} ${each.mark.kind}`, each])).values()];
  const { app } = lens;
  return (
    <Popover
      className="control lens-button"
      tone={app === undefined ? 'quiet' : 'warn'}
      label={app === undefined ? t('label') : t('through', { app: app.name })}
    >
      {() => (
        <div className="lens-panel">
          <p>{t('explanation')}</p>
          <LensSelects lens={lens} choice={choice} onChange={onChange} withoutApp={t('noApp')} />
          <h2>{t('fields')}</h2>
          <p role="status">
            {marked !== null &&
              t(
                app === undefined ? 'closedCount' : 'count',
                countOpenness(fields.map(({ mark }) => mark.kind)),
              )}
          </p>
          <ul>
            {fields
              .filter(({ mark, isInherited }) => mark.kind !== 'allowed' && !isInherited)
              .map((field) => (
                <MarkedFieldItem key={field.coordinate} field={field} choice={choice} />
              ))}
          </ul>
        </div>
      )}
    </Popover>
  );
}

interface MarkedFieldItemProps {
  readonly field: MarkedField;
  readonly choice: LensChoice;
}

function MarkedFieldItem({
  field: { coordinate, mark },
  choice: { app, purpose, reader },
}: MarkedFieldItemProps) {
  const t = useTranslations('explore.lens');
  const { language } = useStudio();
  const chosen = Object.entries({ app, purpose, reader }).filter(([, value]) => value !== '');
  const search = new URLSearchParams([['q', coordinate], ...chosen]);
  return (
    <li>
      <code className={`field-${mark.kind}`}>{coordinate}</code> <OpennessBadge kind={mark.kind} />
      <p>
        {mark.reason} <a href={`/${language}/schema/fields?${search}`}>{t('more')}</a>
      </p>
    </li>
  );
}
