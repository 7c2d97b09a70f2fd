import { z } from 'zod';

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);
/** A height is accepted, and not kept. */
const position = z
  .tuple([longitude, latitude])
  .rest(z.number())
  .transform(([lon, lat]): [number, number] => [lon, lat]);
const ring = z.array(position).min(4);

/** Outlines of a region in WGS 84 (RFC 7946). */
export const geometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);

export type RegionGeometry = z.infer<typeof geometrySchema>;

/** A GeoJSON file of regions; each feature has the code of its region as property `code` or as `id`. */
export const collectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z
    .array(
      z.object({
        type: z.literal('Feature'),
        id: z.union([z.string(), z.number()]).optional(),
        properties: z.object({ code: z.union([z.string(), z.number()]).optional() }).nullable(),
        geometry: geometrySchema,
      }),
    )
    .min(1),
});

/** Parts of a region, each a ring with its holes. */
export function polygonsOf({ type, coordinates }: RegionGeometry): [number, number][][][] {
  return type === 'Polygon' ? [coordinates] : coordinates;
}
