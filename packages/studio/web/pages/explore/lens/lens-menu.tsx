import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { Badge } from '../../../components/badge.tsx';
import { LensSelects } from '../../shared/lens/lens-selects.tsx';
import type { Lens, LensChoice } from '../../shared/lens/use-lens.ts';
import { Popover } from '../toolbar/popover.tsx';
import type { FieldMarks, MarkedField } from './field-marks.ts';
import { useMarkedFields } from './use-marked-fields.ts';

const tones = { allowed: 'good', consent: 'warn', closed: 'bad' } as const;

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
            {marked !== null && t(app === undefined ? 'closedCount' : 'count', countOf(fields))}
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

function countOf(fields: readonly MarkedField[]) {
  const count = { allowed: 0, consent: 0, closed: 0 };
  for (const { mark } of fields) count[mark.kind] += 1;
  return count;
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
  const states = useTranslations('schema.lens.states');
  const { language } = useStudio();
  const chosen = Object.entries({ app, purpose, reader }).filter(([, value]) => value !== '');
  const search = new URLSearchParams([['q', coordinate], ...chosen]);
  return (
    <li>
      <code className={`field-${mark.kind}`}>{coordinate}</code>{' '}
      <Badge tone={tones[mark.kind]}>{states(mark.kind)}</Badge>
      <p>
        {mark.reason} <a href={`/${language}/schema/fields?${search}`}>{t('more')}</a>
      </p>
    </li>
  );
}
