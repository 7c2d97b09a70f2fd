import type { Catalogue } from '../../catalogue.ts';
import type { DataSet } from '../../data-sets/data-set.ts';
import type { Withdrawal } from '../../data-sets/withdrawal.ts';
import type { Selection } from '../../observations/selection.ts';
import { startDayPattern } from '../../time/reporting-year.ts';
import { attributesOf, measureId, type SdmxAttribute, timeId } from '../data/components.ts';
import { noResults, notImplemented, SdmxError, semanticError, syntaxError } from '../sdmx-error.ts';
import { conditionsOf } from './select.ts';
import { listOf, type SdmxUrl, shorten } from './url.ts';
import { matchesVersion } from './version.ts';

/** A data query of the SDMX REST API: what it selects, and how the message is laid out. */
export interface DataQuery {
  readonly dataSet: DataSet;
  readonly selection: Selection;
  readonly attributes: readonly SdmxAttribute[];
  readonly hasMeasure: boolean;
  /** Id of the dimension at the observations, or `AllDimensions`. */
  readonly observationDimension: string;
}

const allDimensions = 'AllDimensions';

const knownParameters = new Set([
  ...['updatedAfter', 'firstNObservations', 'lastNObservations', 'dimensionAtObservation', 'attributes'],
  ...['measures', 'includeHistory', 'offset', 'limit', 'asOf', 'format', 'mode', 'references', 'sort'],
  'reportingYearStartDay',
]);

/**
 * Parses `{context}/{agencyID}/{resourceID}/{version}/{key}` and its parameters.
 *
 * @throws SdmxError
 */
export function parseDataQuery({ path, parameters }: SdmxUrl, catalogue: Catalogue): DataQuery {
  const [, , , , key = '*', ...more] = path;
  if (more.length > 0) throw syntaxError('path: too many parts; a data query ends with the key');
  refuseUnknown(parameters);
  const dataSet = requestedDataSet(path, parameters, catalogue);
  const observationDimension = parameters.get('dimensionAtObservation') ?? timeId;
  const fastest = dataSet.manifest.dimensions.findIndex(({ id }) => id === observationDimension);
  if (fastest < 0 && observationDimension !== timeId && observationDimension !== allDimensions) {
    const known = [...dataSet.manifest.dimensions.map(({ id }) => id), timeId, allDimensions];
    throw semanticError(
      `dimensionAtObservation: no dimension ${shorten(observationDimension)}; there are ${known.join(', ')}`,
    );
  }
  const selection: Selection = {
    dataSet,
    ...conditionsOf(dataSet, key, parameters),
    perSeries: {
      first: positive(parameters, 'firstNObservations'),
      last: positive(parameters, 'lastNObservations'),
    },
    offset: parameters.get('offset') === '0' ? 0 : (positive(parameters, 'offset') ?? 0),
    limit: positive(parameters, 'limit'),
    fastest: fastest < 0 ? null : fastest,
  };
  return {
    dataSet,
    selection,
    attributes: attributesIn(dataSet, parameters.get('attributes') ?? 'dsd'),
    hasMeasure: hasMeasure(parameters.get('measures') ?? 'all'),
    observationDimension,
  };
}

function refuseUnknown(parameters: ReadonlyMap<string, string>): void {
  for (const [name, value] of parameters) {
    if (!knownParameters.has(name) && !/^c\[.*\]$/s.test(name)) {
      throw syntaxError(`${shorten(name)}: no such parameter; filters are written c[COMPONENT]=VALUE`);
    }
    if (name === 'includeHistory' && value !== 'false') {
      throw notImplemented('includeHistory: not supported; read one release after the other with asOf');
    }
    if (name === 'reportingYearStartDay' && !startDayPattern.test(value)) {
      throw syntaxError(`${name}: ${shorten(value)} is not a day such as --07-01`);
    }
    if (name === 'sort') {
      throw notImplemented('sort: not supported; observations are sorted by series and period');
    }
  }
}

/** @throws SdmxError */
export function requestedDataSet(
  [context = '*', agency = '*', resource = '*', version = '*']: readonly string[],
  parameters: ReadonlyMap<string, string>,
  catalogue: Catalogue,
): DataSet {
  if (!['*', 'all', 'dataflow', 'datastructure'].includes(context)) {
    throw context === 'provisionagreement'
      ? notImplemented('context: there are no provision agreements; use dataflow')
      : syntaxError(`context: ${shorten(context)} is not one of dataflow, datastructure and *`);
  }
  const matches = catalogue.dataSets.filter(
    ({ manifest }) =>
      isOneOf(manifest.agency, agency) &&
      (isOneOf(manifest.id, resource) ||
        (context !== 'dataflow' && isOneOf(`DSD_${manifest.id}`, resource))) &&
      matchesVersion(manifest.version, version),
  );
  const [found, another] = matches;
  const gone = found ?? catalogue.withdrawnDataSet(resource);
  if (gone?.withdrawal !== undefined) throw withdrawn(gone, gone.withdrawal);
  if (found === undefined) {
    throw noResults(
      `there is no such dataflow; list them with structure/dataflow, and check agency, id and version`,
    );
  }
  if (another !== undefined) {
    throw notImplemented(
      `${matches.length} dataflows match; name one, e.g. data/dataflow/${found.manifest.agency}/${found.manifest.id}`,
    );
  }
  return releaseOf(found, parameters, catalogue);
}

function withdrawn({ manifest, publishedAt }: DataSet, { reason, withdrawnAt }: Withdrawal): SdmxError {
  return new SdmxError(
    1000,
    `${manifest.id}: the release of ${publishedAt} was withdrawn at ${withdrawnAt}: ${reason.zh} / ${reason.en}`,
  );
}

/** The release that `asOf` and `updatedAfter` select. */
function releaseOf(current: DataSet, parameters: ReadonlyMap<string, string>, catalogue: Catalogue): DataSet {
  const { id } = current.manifest;
  const asOf = parameters.has('asOf') ? instant('asOf', parameters.get('asOf') ?? '') : null;
  const after = parameters.has('updatedAfter')
    ? instant('updatedAfter', parameters.get('updatedAfter') ?? '')
    : null;
  if (asOf !== null && after !== null && after > asOf) {
    throw syntaxError('updatedAfter: later than asOf; correct one of them');
  }
  const release = asOf === null ? current : catalogue.dataSetAt(id, new Date(asOf));
  if (release === undefined) {
    throw noResults(
      `asOf: ${id} had no release then; its first one was published at ${catalogue.releasesOf(id)[0]?.publishedAt}`,
    );
  }
  if (release.withdrawal !== undefined) throw withdrawn(release, release.withdrawal);
  const changedAt = asOf === null ? catalogue.changedAt(release) : release.publishedAt;
  if (after === null || changedAt > after) return release;
  throw noResults(`nothing has changed since; ${id} was released at ${changedAt}`);
}

export function isOneOf(id: string, requested: string): boolean {
  return requested === '*' || requested === 'all' || listOf('path', requested).includes(id);
}

/** @throws SdmxError 140 */
export function instant(name: string, text: string): string {
  // A plus in a query that nobody encoded.
  const time = Date.parse(text.replace(/ (?=\d\d:\d\d$)/, '+'));
  if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(time)) return new Date(time).toISOString();
  throw syntaxError(`${name}: ${shorten(text)} is not a time such as 2026-01-31T09:00:00Z`);
}

function positive(parameters: ReadonlyMap<string, string>, name: string): number | null {
  const text = parameters.get(name);
  if (text === undefined) return null;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw syntaxError(`${name}: ${shorten(text)} is not a number from 1 to 999999999`);
}

function attributesIn(dataSet: DataSet, text: string): readonly SdmxAttribute[] {
  const all = attributesOf(dataSet);
  const chosen = listOf('attributes', text).flatMap((one): readonly SdmxAttribute[] => {
    if (one === 'all' || one === 'dsd') return all;
    if (one === 'none' || one === 'msd' || one === 'series') return [];
    if (one === 'dataset') return all.filter(({ level }) => level === 'dataflow');
    if (one === 'obs') return all.filter(({ level }) => level === 'observation');
    const named = all.filter(({ id }) => id === one);
    if (named.length > 0) return named;
    const known = all.map(({ id }) => id).join(', ');
    throw semanticError(`attributes: no attribute ${shorten(one)}; there are ${known}`);
  });
  return all.filter((attribute) => chosen.includes(attribute));
}

function hasMeasure(text: string): boolean {
  const unknown = listOf('measures', text).find((one) => !['all', 'none', measureId].includes(one));
  if (unknown === undefined) return text !== 'none';
  throw semanticError(`measures: no measure ${shorten(unknown)}; there is ${measureId}`);
}
