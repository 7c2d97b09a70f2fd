import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import type { RunOperation } from '../../../graph/graph-client.ts';
import { SchemaTextsDocument, type SchemaTextsQueryVariables } from '../../../graph/operations.ts';
import { schemaFields } from '../../../graph/schema-fields.ts';
import type { Lens, LensChoice } from '../../shared/lens/use-lens.ts';
import type { FieldMark, FieldMarks } from '../lens/field-marks.ts';
import { useMarkOf } from '../lens/use-mark-of.ts';
import { asPlainText } from './as-plain-text.ts';
import { completeIntrospection } from './complete-introspection.ts';
import type { CompleteSchema } from './fetcher.ts';
import type { PublishedText } from './whole-schema.ts';

interface SchemaCompletionOptions {
  readonly actor: string;
  readonly lens: Lens;
  readonly choice: LensChoice;
}

interface SchemaCompletion {
  readonly complete: CompleteSchema;
  /** Null until the schema has been completed for this caller and lens. */
  readonly marks: FieldMarks | null;
}

/**
 * Adds to the caller's schema what others may read. Each description says whether the field is open to the
 * chosen app, or else who may read what is closed to the caller.
 */
export function useSchemaCompletion({ actor, lens, choice }: SchemaCompletionOptions): SchemaCompletion {
  const { run, language, state } = useStudio();
  const ownApp = state.phase === 'persona' ? (state.app?.clientId ?? null) : null;
  const app = lens.app?.clientId ?? ownApp;
  const { purpose, reader } = choice;
  const t = useTranslations('explore.closed');
  const lensApp = lens.app?.name ?? null;
  const lensWords = useTranslations('explore.lens.marks');
  const markOf = useMarkOf(lens.through);
  /** They are public, so that one reading is for all callers. */
  const texts = useRef<Promise<PublishedText[]> | null>(null);
  const question = [actor, lens.app?.clientId, purpose, reader].join('\n');
  const newest = useRef(question);
  useEffect(() => {
    newest.current = question;
  }, [question]);
  const [described, setDescribed] = useState<{ question: string; marks: FieldMarks } | null>(null);
  const complete = useCallback<CompleteSchema>(
    async (introspection, query) => {
      texts.current ??= readTexts(run);
      const published = await texts.current.catch(() => []);
      if (published.length === 0) texts.current = null;
      const fields = published.flatMap(({ subgraph, sdl }) => schemaFields(subgraph, sdl));
      const rules = new Map(fields.map(({ coordinate, access }) => [coordinate, access]));
      const marks = new Map<string, FieldMark>();
      const chosen = { ...(purpose !== '' && { purpose }), ...(reader !== '' && { reader }) };
      const describe = (coordinate: string, description: string, isReadable: boolean) => {
        const mark = markOf(rules.get(coordinate), isReadable);
        if (mark === null) return description;
        marks.set(coordinate, mark);
        const search = new URLSearchParams({ q: coordinate, ...(app !== null && { app }), ...chosen });
        const more = mark.kind === 'allowed' ? '' : ` [${t('more')}](/${language}/schema/fields?${search})`;
        const text =
          lensApp === null
            ? `${t('closed', { actor })} ${mark.reason && t('who', { who: mark.reason })}`.trim()
            : lensWords(mark.kind, { app: lensApp, reason: mark.reason });
        // The documentation's lists show only the first paragraph.
        const [first = '', ...rest] = description.split('\n\n');
        return [`${first} **${asPlainText(text)}**${more}`.trim(), ...rest].join('\n\n');
      };
      const completed = completeIntrospection(introspection, query, published, describe);
      // An answer for an earlier caller or lens may come later; without texts there is nothing to tell.
      if (question === newest.current) setDescribed(published.length === 0 ? null : { question, marks });
      return completed;
    },
    [run, language, t, lensWords, markOf, actor, app, lensApp, purpose, reader, question],
  );
  return { complete, marks: described?.question === question ? described.marks : null };
}

async function readTexts(run: RunOperation): Promise<PublishedText[]> {
  const texts: PublishedText[] = [];
  let after: string | null = null;
  do {
    const variables: SchemaTextsQueryVariables = { language: 'EN', after };
    const { nodes, pageInfo } = (await run(SchemaTextsDocument, variables)).data.subgraphs;
    texts.push(
      ...nodes.flatMap(({ name, current }) => (current ? [{ subgraph: name, sdl: current.schema }] : [])),
    );
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return texts;
}
