import { useTranslations } from 'use-intl';
import { DataClassBadge } from '../../../components/data-class-badge.tsx';
import { Described } from '../../../components/described.tsx';
import type { Openness } from '../../../graph/purpose-lens.ts';
import type { SchemaField } from '../../../graph/read-schema.ts';
import { AccessWords } from '../../shared/access-words/access-words.tsx';
import { OpennessLine } from '../../shared/lens/openness-line.tsx';

interface FieldEntryProps {
  readonly field: SchemaField;
  readonly agency: string | undefined;
  /** Whether it is open to the chosen app; null without one. */
  readonly openness: Openness | null;
  readonly clientId: string;
}

/** A field of the graph with its description, its agency and who may read it. */
export function FieldEntry({ field, agency, openness, clientId }: FieldEntryProps) {
  const t = useTranslations('schema.catalogue');
  return (
    <article>
      <h2>
        <code>{field.coordinate}</code> <code className="value-type">{field.valueType}</code>
      </h2>
      <p>
        <DataClassBadge value={field.dataClass} /> {agency ?? field.subgraph}
      </p>
      {openness !== null && <OpennessLine openness={openness} clientId={clientId} />}
      {field.description !== null && (
        <p>
          <Described text={field.description} />
        </p>
      )}
      {field.deprecation !== null && <p>{t('deprecated', { reason: field.deprecation })}</p>}
      <div className="who">
        <strong>{t('who')}</strong> <AccessWords access={field.access} />
      </div>
    </article>
  );
}
