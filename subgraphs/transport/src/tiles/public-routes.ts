import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FeedsInService } from '../feeds/feeds-in-service.ts';
import { drawTile } from './draw-tile.ts';
import { StoredTiles } from './stored-tiles.ts';
import type { TilePlace } from './tile-area.ts';
import { type TileLayer, type TileSource, tileLayers } from './tile-features.ts';

const maxZoom = 18;
/** Maximum age (in seconds) of a cached tile, as in the graph. */
const maximumAges = { live: 5, timetable: 300 };

/** Serves vector tiles without authentication, because everything on them is public. */
export function tileRoutes(app: FastifyInstance, inService: () => FeedsInService): void {
  const stored = { live: new StoredTiles(), timetable: new StoredTiles() };
  app.get('/tiles/:layer/:z/:x/:y', (request, reply) => {
    const asked = parsePath(request);
    if (asked === null) {
      const known = [...tileLayers].map(([name, { minZoom }]) => `${name} from zoom ${minZoom}`).join(', ');
      return reply.code(404).send({ error: `no such tile; layers: ${known}, to zoom ${maxZoom}` });
    }
    const { name, layer, place } = asked;
    const { all, network } = inService();
    const sources = all.map(
      ({ index, loaded: { feed }, realtime }): TileSource => ({
        feed,
        realtime,
        draws: (row) => {
          const [first] = network.places.membersOf(network.places.placeOf({ feed: index, row }));
          return first?.feed === index;
        },
      }),
    );
    const tiles = layer.isLive
      ? stored.live.of(sources.map(({ realtime }) => realtime))
      : stored.timetable.of(sources.map(({ feed }) => feed));
    const key = `${name}/${place.z}/${place.x}/${place.y}`;
    const tile = () => {
      const known = tiles.get(key);
      if (known !== undefined) return known;
      const drawn = drawTile(name, featuresOf(layer, sources, place), place);
      tiles.set(key, drawn);
      return drawn;
    };
    const age = layer.isLive ? maximumAges.live : maximumAges.timetable;
    reply.header('cache-control', `public, max-age=${age}`);
    // Vehicles that stand still have the same tile in the next snapshot.
    const versions = () => all.map(({ loaded: { feed, fingerprint } }) => `${feed.id}:${fingerprint}`).join();
    const etag = etagOf(layer.isLive ? tile() : `${versions()}/${key}`);
    return send(request, reply, etag, tile);
  });
}

function* featuresOf(layer: TileLayer, sources: readonly TileSource[], place: TilePlace) {
  for (const source of sources) yield* layer.features(source, place);
}

function parsePath(request: FastifyRequest): { name: string; layer: TileLayer; place: TilePlace } | null {
  const parameters = request.params as Readonly<Record<'layer' | 'z' | 'x' | 'y', string>>;
  const name = parameters.layer;
  const layer = tileLayers.get(name);
  const digits = [parameters.z, parameters.x, /^(\d{1,6})\.mvt$/.exec(parameters.y)?.[1] ?? ''];
  if (layer === undefined || digits.some((text) => !/^\d{1,6}$/.test(text))) return null;
  const [z = 0, x = 0, y = 0] = digits.map(Number);
  if (z < layer.minZoom || z > maxZoom || x >= 2 ** z || y >= 2 ** z) return null;
  return { name, layer, place: { z, x, y } };
}

function send(request: FastifyRequest, reply: FastifyReply, etag: string, tile: () => Buffer): FastifyReply {
  reply.header('etag', etag);
  // Maps on pages of other origins read the tiles.
  reply.header('access-control-allow-origin', '*');
  const known = request.headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^W\//, ''));
  if (known?.includes(etag) === true || known?.includes('*') === true) return reply.code(304).send();
  return reply.type('application/vnd.mapbox-vector-tile').send(tile());
}

function etagOf(content: Buffer | string): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`;
}
