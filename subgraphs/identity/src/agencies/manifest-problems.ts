import type { AgencyDirectory, Manifest } from '@civic-graph/agencies';
import { lookAlikeKey } from '../shown-text/look-alike.ts';
import { nameProblem, sentenceProblem } from '../shown-text/shown-text.ts';
import { issuerName } from '../sign-in/page.ts';
import type { AgencyRow } from '../store/database.ts';

/**
 * Why manifests that are valid by themselves must not be put in force here, one line each.
 * @param known agencies of the database, also those without a subgraph
 */
export function manifestProblems({ manifests }: AgencyDirectory, known: readonly AgencyRow[]): string[] {
  const agencies = new Set([...known.map(({ id }) => id), ...manifests.map(({ agency }) => agency.id)]);
  const others = (id: string) => [
    ...Object.values(issuerName),
    ...known.filter((row) => row.id !== id).flatMap(({ name_zh, name_en }) => [name_zh, name_en]),
    ...manifests.flatMap(({ agency }) => (agency.id === id ? [] : Object.values(agency.name))),
  ];
  return manifests.flatMap((manifest) => [
    ...shownTextProblems(manifest),
    ...(isNamedSo(manifest, known) ? [] : nameProblems(manifest, others(manifest.agency.id))),
    ...manifest.scopes.flatMap(({ decidedBy }, position) =>
      decidedBy === undefined || agencies.has(decidedBy)
        ? []
        : line(manifest, `scopes.${position}.decidedBy`, `there is no agency ${decidedBy}; name a known one`),
    ),
  ]);
}

/** Citizens read these texts beside the platform's own words. */
function shownTextProblems(manifest: Manifest): string[] {
  const { agency, scopes } = manifest;
  return [
    ...Object.entries(agency.name).flatMap(([language, name]) =>
      line(manifest, `agency.name.${language}`, nameProblem(name, 60)),
    ),
    ...scopes.flatMap(({ title, content }, position) =>
      Object.entries({ title, content }).flatMap(([property, texts]) =>
        Object.entries(texts).flatMap(([language, text]) =>
          line(manifest, `scopes.${position}.${property}.${language}`, sentenceProblem(text, 500)),
        ),
      ),
    ),
  ];
}

/** The agency that had a name first keeps it. */
function isNamedSo({ agency: { id, name } }: Manifest, known: readonly AgencyRow[]): boolean {
  return known.some((row) => row.id === id && row.name_zh === name.zh && row.name_en === name.en);
}

/** An agency must not pass for another one, or for the platform. */
function nameProblems(manifest: Manifest, others: readonly string[]): string[] {
  const taken = new Set(others.map(lookAlikeKey));
  return Object.entries(manifest.agency.name).flatMap(([language, name]) =>
    taken.has(lookAlikeKey(name))
      ? line(manifest, `agency.name.${language}`, 'looks like the name of another agency; choose another')
      : [],
  );
}

function line({ subgraph }: Manifest, property: string, problem: string | null): string[] {
  return problem === null ? [] : [`${subgraph}/manifest.json: ${property}: ${problem}`];
}
