import { useCallback, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import type { RunOperation } from '../../../graph/graph-client.ts';
import { SchemaTextsDocument, type SchemaTextsQueryVariables } from '../../../graph/operations.ts';
import { schemaFields } from '../../../graph/schema-fields.ts';
import { accessText } from '../../shared/access-words/access-text.ts';
import { completeIntrospection } from './complete-introspection.ts';
import type { CompleteSchema } from './fetcher.ts';
import type { PublishedText } from './whole-schema.ts';

/** Adds to the caller's schema what others may read, and says in each description who that is. */
export function useSchemaCompletion(actor: string): CompleteSchema {
  const { run, language, state } = useStudio();
  const app = state.phase === 'persona' ? (state.app?.clientId ?? null) : null;
  const t = useTranslations('explore.closed');
  const words = useTranslations('schema.access');
  /** They are public, so that one reading is for all callers. */
  const texts = useRef<Promise<PublishedText[]> | null>(null);
  return useCallback(
    async (introspection, query) => {
      texts.current ??= readTexts(run);
      const published = await texts.current.catch(() => []);
      if (published.length === 0) texts.current = null;
      const fields = published.flatMap(({ subgraph, sdl }) => schemaFields(subgraph, sdl));
      const rules = new Map(fields.map(({ coordinate, access }) => [coordinate, access]));
      const mark = (coordinate: string, description: string) => {
        const access = rules.get(coordinate);
        const who = access === undefined ? '' : t('who', { who: accessText(access, words) });
        const search = new URLSearchParams({ q: coordinate, ...(app !== null && { app }) });
        const more = `[${t('more')}](/${language}/schema/fields?${search})`;
        const closed = `**${t('closed', { actor })}** ${who} ${more}`;
        // The documentation's lists show only the first paragraph.
        const [first = '', ...rest] = description.split('\n\n');
        return [`${first} ${closed}`.trim(), ...rest].join('\n\n');
      };
      return completeIntrospection(introspection, query, published, mark);
    },
    [run, language, t, words, actor, app],
  );
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
