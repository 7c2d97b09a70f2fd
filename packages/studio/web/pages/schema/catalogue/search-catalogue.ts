import MiniSearch from 'minisearch';
import type { SchemaField } from '../../../graph/read-schema.ts';
import { heldTypes } from '../held-types.ts';
import { catalogueWords, singular } from './catalogue-words.ts';

/** Finds fields by words of their names, owners, descriptions, scopes, and of what their values hold. */
export type CatalogueSearch = (words: string) => readonly SchemaField[];

export interface CatalogueTexts {
  /** What citizens read about a scope, in every language, by the scope's id. */
  readonly scopes?: ReadonlyMap<string, string>;
  /** Names of agencies, by subgraph. */
  readonly agencies?: ReadonlyMap<string, string>;
  /** Pinyin terms for the Chinese parts of a text. */
  readonly pinyin?: (text: string) => string;
}

const ownTexts = ['coordinate', 'description', 'subgraph', 'agency', 'scopes'];

/** Builds the index once for all fields; without words, a search returns all of them by name. */
export function createCatalogueSearch(
  fields: readonly SchemaField[],
  { scopes = new Map(), agencies = new Map(), pinyin = () => '' }: CatalogueTexts = {},
): CatalogueSearch {
  const index = new MiniSearch<{ id: number }>({
    fields: [...ownTexts, 'holds'],
    tokenize: catalogueWords,
    processTerm: singular,
    searchOptions: {
      prefix: true,
      fuzzy: 0.2,
      combineWith: 'AND',
      boost: { coordinate: 4, subgraph: 2, holds: 0.5 },
    },
  });
  const namesIn = namesByType(fields);
  const heldType = heldTypes(fields);
  const scopesOf = ({ access }: SchemaField) => [...new Set(access.scopes.flat())];
  // Once per text, because many fields share one.
  const withPinyin = (texts: ReadonlyMap<string, string>) =>
    new Map([...texts].map(([id, text]) => [id, `${text} ${pinyin(text)}`]));
  const [textsOfScopes, namesOfAgencies] = [withPinyin(scopes), withPinyin(agencies)];
  index.addAll(
    fields.map((field, id) => ({
      id,
      ...field,
      scopes: scopesOf(field)
        .map((scope) => `${scope} ${textsOfScopes.get(scope) ?? ''}`)
        .join(' '),
      agency: namesOfAgencies.get(field.subgraph) ?? '',
      holds: (namesIn.get(heldType(field.valueType)) ?? []).join(' '),
    })),
  );
  const byName = [...fields].sort((one, other) => one.coordinate.localeCompare(other.coordinate));
  return (text) => {
    const words = catalogueWords(text).length;
    if (words === 0) return byName;
    // One word such as a name would also find everything that holds it.
    return index.search(text, words === 1 ? { fields: ownTexts } : {}).flatMap(({ id }) => fields[id] ?? []);
  };
}

function namesByType(fields: readonly SchemaField[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { typeName, coordinate } of fields) {
    const own = names.get(typeName) ?? [];
    own.push(coordinate.slice(typeName.length + 1));
    names.set(typeName, own);
  }
  return names;
}
