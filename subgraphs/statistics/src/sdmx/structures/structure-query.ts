import { isOneOf } from '../request/data-query.ts';
import { listOf, type SdmxUrl, shorten } from '../request/url.ts';
import { matchesVersion } from '../request/version.ts';
import { noResults, notImplemented, semanticError, syntaxError } from '../sdmx-error.ts';
import { type Artefact, referencesOf } from './artefact.ts';
import { urnOf } from './urn.ts';

const classes = {
  dataflow: 'Dataflow',
  datastructure: 'DataStructure',
  codelist: 'Codelist',
  conceptscheme: 'ConceptScheme',
  agencyscheme: 'AgencyScheme',
} as const;

type ArtefactType = keyof typeof classes;

/** Types of the standard that no data set here has. */
const absentTypes = new Set([
  ...['metadatastructure', 'categoryscheme', 'hierarchy', 'hierarchyassociation', 'valuelist'],
  ...['dataproviderscheme', 'metadataproviderscheme', 'dataconsumerscheme', 'organisationunitscheme'],
  ...['metadataflow', 'reportingtaxonomy', 'provisionagreement', 'metadataprovisionagreement'],
  ...['structuremap', 'representationmap', 'conceptschememap', 'categoryschememap'],
  ...['organisationschememap', 'reportingtaxonomymap', 'process', 'categorisation', 'dataconstraint'],
  ...['metadataconstraint', 'transformationscheme', 'rulesetscheme', 'userdefinedoperatorscheme'],
  ...['customtypescheme', 'namepersonalisationscheme', 'vtlmappingscheme'],
]);

/** Each value searches all structures. */
const maximumReferences = 8;

const details = ['full', 'allstubs', 'referencestubs', 'allcompletestubs', 'referencecompletestubs'];
const moreDetails = ['referencepartial', 'raw'];
const knownParameters = new Set(['detail', 'references', 'format', 'asOf']);

/**
 * The artefacts that a structure query asks for, with those that its `references` add.
 *
 * @param path `{artefactType}/{agencyID}/{resourceID}/{version}/{itemID}`
 * @throws SdmxError
 */
export function selectArtefacts(
  { path, parameters }: SdmxUrl,
  all: readonly Artefact[],
): readonly Artefact[] {
  const [type = '*', agency = '*', id = '*', version = '~', item = '*', ...more] = path;
  if (more.length > 0) throw syntaxError('path: too many parts; a structure query ends with the item');
  const unknown = [...parameters.keys()].find((name) => !knownParameters.has(name));
  if (unknown !== undefined) throw syntaxError(`${shorten(unknown)}: no such parameter of a structure query`);
  if (parameters.has('asOf')) throw notImplemented('asOf: only for data; structures have versions');
  const detail = parameters.get('detail') ?? 'full';
  if (![...details, ...moreDetails].includes(detail)) {
    throw syntaxError(`detail: no ${shorten(detail)}; there are ${[...details, ...moreDetails].join(', ')}`);
  }
  const found = all
    .filter(isOfType(type))
    .filter(
      (one) => isOneOf(one.agency, agency) && isOneOf(one.id, id) && matchesVersion(one.version, version),
    )
    .flatMap((one) => withItems(one, item));
  if (found.length === 0) {
    throw noResults(`no ${type === '*' ? 'structure' : type} matches; check agency, id and version`);
  }
  const urns = new Set(found.map(urnOf));
  const added = referenced(found, all, parameters.get('references') ?? 'none').filter(
    (one) => !urns.has(urnOf(one)),
  );
  return [
    ...found.map((one) => (detail.startsWith('all') ? stub(one, detail === 'allcompletestubs') : one)),
    ...added.map((one) => (detail.endsWith('stubs') ? stub(one, detail.endsWith('completestubs')) : one)),
  ];
}

function isOfType(type: string): (artefact: Artefact) => boolean {
  if (type === '*' || type === 'all') return () => true;
  if (isArtefactType(type)) return (artefact) => artefact.class === classes[type];
  if (absentTypes.has(type)) return () => false;
  throw syntaxError(`artefactType: no ${shorten(type)}; there are ${Object.keys(classes).join(', ')}`);
}

function isArtefactType(type: string): type is ArtefactType {
  return Object.hasOwn(classes, type);
}

/** Only the requested items, with their parents, so that the hierarchy can be read. */
function withItems(artefact: Artefact, requested: string): readonly Artefact[] {
  if (requested === '*' || requested === 'all') return [artefact];
  if (!('items' in artefact)) throw semanticError('itemID: only item schemes have items; omit it');
  const parents = new Map(artefact.items.map(({ id, parent }) => [id, parent]));
  const wanted = new Set<string>();
  const ids = new Set(listOf('itemID', requested));
  for (const { id } of artefact.items.filter((one) => ids.has(one.id))) {
    for (let one: string | null = id; one !== null && !wanted.has(one); one = parents.get(one) ?? null) {
      wanted.add(one);
    }
  }
  if (wanted.size === 0) return [];
  return [{ ...artefact, isPartial: true, items: artefact.items.filter(({ id }) => wanted.has(id)) }];
}

function stub(artefact: Artefact, isComplete: boolean): Artefact {
  return { ...artefact, description: isComplete ? artefact.description : null, isStub: true };
}

function referenced(found: readonly Artefact[], all: readonly Artefact[], text: string): readonly Artefact[] {
  const kinds = new Set(listOf('references', text));
  if (kinds.size > maximumReferences) {
    throw syntaxError(`references: more than ${maximumReferences} values; use all`);
  }
  const result = new Set<Artefact>();
  for (const one of kinds) for (const artefact of referencedBy(found, all, one)) result.add(artefact);
  return [...result];
}

function referencedBy(
  found: readonly Artefact[],
  all: readonly Artefact[],
  references: string,
): readonly Artefact[] {
  const children = (those: readonly Artefact[]) => {
    const urns = new Set(those.flatMap(referencesOf).map(urnOf));
    return all.filter((one) => urns.has(urnOf(one)));
  };
  const parents = (those: readonly Artefact[]) => {
    const urns = new Set(those.map(urnOf));
    return all.filter((one) => referencesOf(one).some((reference) => urns.has(urnOf(reference))));
  };
  const descendants = (those: readonly Artefact[]) => [...children(those), ...children(children(those))];
  switch (references) {
    case 'none':
      return [];
    case 'children':
      return children(found);
    case 'descendants':
      return descendants(found);
    case 'parents':
      return parents(found);
    case 'ancestors':
      return [...parents(found), ...parents(parents(found))];
    case 'parentsandsiblings':
      return [...parents(found), ...children(parents(found))];
    case 'all':
      return [...parents(found), ...children(parents(found)), ...descendants(found), ...agencies(all)];
    default:
      return [...descendants(found), ...parents(found), ...parents(parents(found))].filter(
        isOfType(references),
      );
  }
}

function agencies(all: readonly Artefact[]): readonly Artefact[] {
  return all.filter(({ class: name }) => name === 'AgencyScheme');
}
