import { type FormEvent, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../components/button.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { DecideUsageDocument } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { CoordinateBox } from '../parts/coordinate-box.tsx';
import { useDayOf } from '../parts/day.tsx';
import { useOwnFields } from '../parts/use-field-facts.ts';
import { UsageTable } from './usage-table.tsx';

/** Days of usage that are counted. */
const days = 30;

/** Which operations use one field, of all apps. */
export function FieldUsage() {
  const t = useTranslations('decide.readers');
  const facts = useOwnFields();
  const names = useMemo(() => [...(facts?.keys() ?? [])], [facts]);
  const [text, setText] = useState('');
  const [coordinate, setCoordinate] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const show = (event: FormEvent) => {
    event.preventDefault();
    const isKnown = facts?.has(text) === true;
    setProblem(isKnown ? null : t('unknownField'));
    if (isKnown) setCoordinate(text);
  };
  return (
    <section>
      <h2>{t('operations')}</h2>
      <p>{t('operationsLead')}</p>
      <form className="form" onSubmit={show}>
        <CoordinateBox
          label={t('choose')}
          hint={t('chooseHint', { example: names[0] ?? 'Citizen' })}
          names={names}
          value={text}
          onChange={setText}
          problem={problem}
        />
        <Button type="submit">{t('show')}</Button>
      </form>
      {coordinate !== null && <UsageOf coordinate={coordinate} />}
    </section>
  );
}

function UsageOf({ coordinate }: { readonly coordinate: string }) {
  const t = useTranslations('decide.readers');
  const dayOf = useDayOf();
  const pages = usePages(DecideUsageDocument, { coordinate, days }, ({ fieldUsage }) => fieldUsage);
  const countedSince = pages.first?.fieldUsage?.countedSince ?? null;
  return (
    <div aria-live="polite">
      <h3>
        <code>{coordinate}</code>
      </h3>
      <LoadedPages pages={pages}>
        {(usage) => <UsageTable caption={coordinate} rows={usage} empty={t('noUsage', { days })} />}
      </LoadedPages>
      {countedSince !== null && <p className="quiet">{t('since', { date: dayOf(countedSince) })}</p>}
    </div>
  );
}
