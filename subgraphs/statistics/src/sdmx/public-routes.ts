import { Readable } from 'node:stream';
import { clientNetwork } from '@civic-graph/service';
import type { Clock } from '@civic-graph/tokens';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Catalogue } from '../catalogue.ts';
import type { SelectionReader } from '../observations/selection-reader.ts';
import type { RegionGeometries } from '../regions/geometry/region-geometries.ts';
import { boundAnswer } from './bound-answer.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { availabilityJson, availabilityXml, availableValues } from './data/availability.ts';
import { labelsOf } from './data/labels.ts';
import type { ChartDrawer } from './downloads/charts/chart-thread.ts';
import { chartFormats, dataFormats, structureFormats } from './formats.ts';
import { isFresh } from './fresh.ts';
import { parseDataQuery } from './request/data-query.ts';
import { headerOf } from './request/header.ts';
import { negotiate } from './request/media-type.ts';
import { parseSdmxUrl, type SdmxUrl } from './request/url.ts';
import { noResults, notImplemented, SdmxError, syntaxError } from './sdmx-error.ts';
import { sendSdmxError } from './send-error.ts';
import { dataLimits, StreamSlots, structureLimits } from './stream-slots.ts';
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

/** Observations in an order other than the engine's; each page sorts the selection again. */
const maximumSorted = 100_000;
/** A chart opened as a page runs nothing and loads nothing. */
const chartPolicy = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * The SDMX 3.0 REST API. It authenticates nobody: all data are public, and the engine holds no suppressed
 * value.
 */
export function sdmxRoutes(app: FastifyInstance, context: SdmxContext): void {
  const slots = new StreamSlots(dataLimits);
  const structureSlots = new StreamSlots(structureLimits);
  app.setErrorHandler((error, request, reply) => sendSdmxError(error, request, reply, context));
  catalogueRoutes(app, context.catalogue);
  app.get(`${entryPoint}/*`, async (request, reply) => {
    const url = parseSdmxUrl(request.raw.url ?? '', entryPoint);
    const [resource = '', ...path] = url.path;
    const query = { ...url, path };
    if (resource === 'structure') return answerStructure(query, request, reply, context, structureSlots);
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
  { catalogue, clock, isForwarded }: SdmxContext,
  slots: StreamSlots,
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
  const release = slots.take(clientNetwork(request.raw, isForwarded));
  const text = chosen.format === 'xml' ? structureXml(artefacts, header) : structureJson(artefacts, header);
  boundAnswer(reply.raw, release);
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
  try {
    const summary = await reader.summary(query.selection);
    if (summary.observations === 0) throw noResults('no observation matches; widen the key or the filters');
    const values = availableValues(query, summary, component);
    if (values.length === 0) throw syntaxError('componentID: no such dimension; use * for all');
    const header = headerOf(request, clock);
    const text =
      chosen.format === 'xml'
        ? availabilityXml(query, values, summary, header)
        : JSON.stringify(availabilityJson(query, values, summary, header));
    boundAnswer(reply.raw, release);
    return reply.send(Buffer.from(text));
  } catch (error) {
    release();
    throw error;
  }
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
    boundAnswer(reply.raw);
    return reply.send(stream);
  } catch (error) {
    release();
    throw error;
  }
}
