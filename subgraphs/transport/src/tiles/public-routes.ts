import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { drawTile } from './draw-tile.ts';
import type { TilePlace } from './tile-area.ts';
import { type TileLayer, type TileSource, tileLayers } from './tile-features.ts';

/** What the public routes need. */
export interface TileContext {
  readonly source: () => TileSource;
  /** Changes with the feed. */
  readonly fingerprint: () => string;
}

const maxZoom = 18;
/** Maximum age (in seconds) of a cached tile, as in the graph. */
const maximumAges = { live: 5, timetable: 300 };
/** Maximum number of stored tiles of the timetable; a map shows a few dozen. */
const storedTiles = 500;

/** Serves vector tiles without authentication, because everything on them is public. */
export function tileRoutes(app: FastifyInstance, { source, fingerprint }: TileContext): void {
  const stored = new Map<string, Buffer>();
  app.get('/tiles/:layer/:z/:x/:y', (request, reply) => {
    const asked = parsePath(request);
    if (asked === null) {
      const known = [...tileLayers].map(([name, { minZoom }]) => `${name} from zoom ${minZoom}`).join(', ');
      return reply.code(404).send({ error: `no such tile; layers: ${known}, to zoom ${maxZoom}` });
    }
    const { name, layer, place } = asked;
    const key = `${fingerprint()}/${name}/${place.z}/${place.x}/${place.y}`;
    const draw = () => drawTile(name, layer.features(source(), place), place);
    reply.header(
      'cache-control',
      `public, max-age=${layer.isLive ? maximumAges.live : maximumAges.timetable}`,
    );
    if (layer.isLive) {
      const tile = draw();
      return send(request, reply, etagOf(tile), () => tile);
    }
    return send(request, reply, etagOf(key), () => {
      const tile = stored.get(key) ?? draw();
      const [oldest] = stored.keys();
      if (stored.size >= storedTiles && oldest !== undefined) stored.delete(oldest);
      stored.set(key, tile);
      return tile;
    });
  });
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
