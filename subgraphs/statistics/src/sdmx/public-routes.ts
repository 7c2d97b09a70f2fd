import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { clientNetwork } from '@civic-graph/service';
import type { Clock } from '@civic-graph/tokens';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Catalogue } from '../catalogue.ts';
import type { SelectionReader } from '../observations/selection-reader.ts';
import type { RegionGeometries } from '../regions/geometry/region-geometries.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { availabilityJson, availabilityXml, availableValues } from './data/availability.ts';
import { labelsOf } from './data/labels.ts';
import type { ChartDrawer } from './downloads/charts/chart-thread.ts';
import { chartFormats, dataFormats, structureFormats } from './formats.ts';
import { parseDataQuery } from './request/data-query.ts';
import { headerOf } from './request/header.ts';
import { languageOf } from './request/language.ts';
import { type Negotiated, negotiate } from './request/media-type.ts';
import { parseSdmxUrl, type SdmxUrl } from './request/url.ts';
import { noResults, notImplemented, SdmxError, syntaxError } from './sdmx-error.ts';
import { sendSdmxError } from './send-error.ts';
import { StreamSlots } from './stream-slots.ts';
import { artefactsOf } from './structures/artefacts-of.ts';
import { structureJson } from './structures/structure-json.ts';
import { selectArtefacts } from './structures/structure-query.ts';
import { structureXml } from './structures/structure-xml.ts';

export const entryPoint = '/sdmx/3.0';

/** What the public routes need. */
export interface SdmxContext {
  readonly catalogue: Catalogue;
  readonly reader: SelectionReader;
  readonly clock: Clock;
  /** Outlines of regions; null if none are loaded. */
  readonly geometries: RegionGeometries | null;
  readonly charts: ChartDrawer;
  readonly report: (error: unknown, path: string) => void;
  /** Whether a balancer names the client in `X-Forwarded-For`. */
  readonly isForwarded: boolean;
}

/** Maximum age (in seconds) of a cached response, as in the graph. */
const maximumAge = 300;
/** Observations in an order other than the engine's; each page sorts the selection again. */
const maximumSorted = 100_000;
/** A chart opened as a page runs nothing and loads nothing. */
const chartPolicy = "default-src 'none'; style-src 'unsafe-inline'";
/** Time (in milliseconds) after which a client that reads nothing is disconnected. */
const idleMs = 30_000;

/**
 * The SDMX 3.0 REST API. It authenticates nobody: all data are public, and the engine holds no suppressed
 * value.
 */
export function sdmxRoutes(app: FastifyInstance, context: SdmxContext): void {
  const slots = new StreamSlots();
  app.setErrorHandler((error, request, reply) => sendSdmxError(error, request, reply, context));
  catalogueRoutes(app, context.catalogue);
  app.get(`${entryPoint}/*`, async (request, reply) => {
    const url = parseSdmxUrl(request.raw.url ?? '', entryPoint);
    const [resource = '', ...path] = url.path;
    const query = { ...url, path };
    if (resource === 'structure') return answerStructure(query, request, reply, context);
    if (resource === 'data') return answerData(query, request, reply, context, slots);
    if (resource === 'availability') return answerAvailability(query, request, reply, context, slots);
    if (['metadata', 'schema', 'registration'].includes(resource)) {
      throw notImplemented(`${resource}: not supported; use structure, data or availability`);
    }
    throw syntaxError('path: no such resource; use structure, data or availability');
  });
}

function answerStructure(
  url: SdmxUrl,
  request: FastifyRequest,
  reply: FastifyReply,
  { catalogue, clock }: SdmxContext,
): FastifyReply {
  const chosen = negotiate(request.headers.accept, url.parameters.get('format'), structureFormats);
  const header = headerOf(request, clock);
  const artefacts = selectArtefacts(url, artefactsOf(catalogue));
  const versions = catalogue.dataSets.map(({ load }) => load);
  const lastModified =
    catalogue.dataSets
      .map(({ publishedAt }) => publishedAt)
      .sort()
      .at(-1) ?? '';
  if (isFresh(request, reply, chosen, versions, lastModified)) return reply.code(304).send();
  const text =
    chosen.format === 'xml'
      ? structureXml(artefacts, header)
      : JSON.stringify(structureJson(artefacts, header));
  // For a string, the framework would rewrite the media type.
  return reply.send(Buffer.from(text));
}

async function answerAvailability(
  { path, parameters }: SdmxUrl,
  request: FastifyRequest,
  reply: FastifyReply,
  { catalogue, reader, clock, isForwarded }: SdmxContext,
  slots: StreamSlots,
): Promise<FastifyReply> {
  const chosen = negotiate(request.headers.accept, parameters.get('format'), structureFormats);
  if ((parameters.get('mode') ?? 'exact') !== 'exact') {
    throw notImplemented(
      'mode: only exact is supported; omit the filter of a dimension to see all its codes',
    );
  }
  if ((parameters.get('references') ?? 'none') !== 'none') {
    throw notImplemented('references: not supported here; read the structures with structure/dataflow');
  }
  const [, , , , , component = '*'] = path;
  const query = parseDataQuery({ path: path.slice(0, 5), parameters }, catalogue);
  const { load, publishedAt } = query.dataSet;
  if (isFresh(request, reply, chosen, [load], publishedAt)) return reply.code(304).send();
  const release = slots.take(clientNetwork(request.raw, isForwarded));
  const summary = await reader.summary(query.selection).finally(release);
  if (summary.observations === 0) throw noResults('no observation matches; widen the key or the filters');
  const values = availableValues(query, summary, component);
  if (values.length === 0) throw syntaxError('componentID: no such dimension; use * for all');
  const header = headerOf(request, clock);
  const text =
    chosen.format === 'xml'
      ? availabilityXml(query, values, summary, header)
      : JSON.stringify(availabilityJson(query, values, summary, header));
  return reply.send(Buffer.from(text));
}

async function answerData(
  url: SdmxUrl,
  request: FastifyRequest,
  reply: FastifyReply,
  { catalogue, reader, geometries, charts, clock, isForwarded }: SdmxContext,
  slots: StreamSlots,
): Promise<FastifyReply> {
  const wanted = url.parameters.get('format');
  const offers = wanted === undefined ? dataFormats : [...dataFormats, ...chartFormats];
  const chosen = negotiate(request.headers.accept, wanted, offers);
  const query = parseDataQuery(url, catalogue);
  const { load, publishedAt, manifest } = query.dataSet;
  if (isFresh(request, reply, chosen, [load], publishedAt)) return reply.code(304).send();
  const release = slots.take(clientNetwork(request.raw, isForwarded));
  try {
    const summary = await reader.summary(query.selection);
    if (summary.observations === 0) throw noResults('no observation matches; widen the key or the filters');
    if (query.selection.fastest !== null && summary.observations > maximumSorted) {
      throw new SdmxError(
        510,
        `${summary.observations} observations; dimensionAtObservation sorts ${maximumSorted}: omit it, set limit, or narrow the query`,
      );
    }
    const offer = offers.find(({ format }) => format === chosen.format);
    if (offer === undefined) throw new SdmxError(406, 'no such format');
    if (offer.maximumRows !== undefined && summary.observations > offer.maximumRows) {
      throw new SdmxError(
        510,
        `${summary.observations} observations; ${offer.format} holds ${offer.maximumRows}: set limit, or narrow the query`,
      );
    }
    offer.check?.(query, summary, geometries);
    // The parameter is for browsers, which save a file; a client of the API reads the message.
    if (offer.format === 'csv') {
      reply.header(
        'link',
        `</catalogue/${manifest.id}/csv-metadata.json>; rel="describedby"; type="application/csvm+json"`,
      );
    }
    const isChart = chartFormats.includes(offer);
    if (isChart) reply.header('content-security-policy', chartPolicy);
    const disposition = wanted !== undefined && !isChart ? 'attachment' : 'inline';
    reply.header('content-disposition', `${disposition}; filename="${manifest.id}.${offer.extension}"`);
    if (request.method === 'HEAD') {
      release();
      // An empty stream, because the framework would send the length of an empty text.
      return reply.send(Readable.from([]));
    }
    const message = offer.write({
      query,
      summary,
      labels: labelsOf(query.dataSet, catalogue),
      geometries,
      charts,
      header: headerOf(request, clock),
      pages: () => reader.pages(query.selection),
      options: chosen.parameters,
    });
    const stream = Readable.from(message, { objectMode: false });
    stream.once('close', release);
    reply.raw.setTimeout(idleMs, () => reply.raw.destroy());
    return reply.send(stream);
  } catch (error) {
    release();
    throw error;
  }
}

/** Sets the response headers, and says whether the client already has the response (RFC 9110, 13.1). */
function isFresh(
  request: FastifyRequest,
  reply: FastifyReply,
  { contentType, parameters }: Negotiated<string>,
  versions: readonly string[],
  lastModified: string,
): boolean {
  const { headers, raw } = request;
  const parts = [raw.url, contentType, [...parameters], languageOf(headers['accept-language']), versions];
  const etag = `W/"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}"`;
  const modified = new Date(lastModified);
  modified.setUTCMilliseconds(0);
  reply.headers({
    'content-type': contentType,
    'cache-control': `public, max-age=${maximumAge}`,
    vary: 'accept, accept-language',
    etag,
    'last-modified': modified.toUTCString(),
    'x-content-type-options': 'nosniff',
  });
  const known = headers['if-none-match'];
  if (known !== undefined) {
    return known
      .split(',')
      .some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag.slice(2));
  }
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return !Number.isNaN(since) && modified.getTime() <= since;
}
