import MiniSearch from 'minisearch';
import type { SchemaField } from '../../../graph/read-schema.ts';

/** Finds fields by words of their names, owners and descriptions. */
export type CatalogueSearch = (words: string) => readonly SchemaField[];

/** Builds the index once for all fields; without words, a search returns all of them by name. */
export function createCatalogueSearch(fields: readonly SchemaField[]): CatalogueSearch {
  const index = new MiniSearch<{ id: number }>({
    fields: ['coordinate', 'description', 'subgraph'],
    tokenize: words,
    searchOptions: { prefix: true, fuzzy: 0.2, combineWith: 'AND', boost: { coordinate: 4, subgraph: 2 } },
  });
  index.addAll(fields.map((field, id) => ({ id, ...field })));
  const byName = [...fields].sort((one, other) => one.coordinate.localeCompare(other.coordinate));
  return (text) => {
    if (words(text).length === 0) return byName;
    return index.search(text).flatMap(({ id }) => fields[id] ?? []);
  };
}

/** `Citizen.transitPasses` has the words citizen, transit, passes, and the name as a whole. */
function words(text: string): string[] {
  const names = text.split(/[^\p{Letter}\p{Number}]+/u).filter(Boolean);
  const parts = names.flatMap((name) => name.split(/(?<=[\p{Lowercase}\p{Number}])(?=\p{Uppercase})/u));
  return [...new Set([...names, ...parts])].map((word) => word.toLowerCase());
}
