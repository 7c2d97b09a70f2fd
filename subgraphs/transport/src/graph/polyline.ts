import { encodePolyline, type Point } from '../shapes/polyline.ts';
import type { TransportResolvers } from './context.ts';

export const polylineResolvers: TransportResolvers['Polyline'] = {
  encoded: ({ points }) => encodedOf(points),
  geoJson: ({ points }) => geoJsonOf(points),
  isStraight: ({ isStraight }) => isStraight,
};

const encodedOf = oncePerLine(encodePolyline);
const geoJsonOf = oncePerLine((points) =>
  JSON.stringify({
    type: 'LineString',
    coordinates: points.map((point) => point.map((degrees) => Math.round(degrees * 1e6) / 1e6)),
  }),
);

/** Trips of a shape have the same points, so they share one text. */
function oncePerLine(encode: (points: readonly Point[]) => string) {
  const texts = new WeakMap<readonly Point[], string>();
  return (points: readonly Point[]): string => {
    const text = texts.get(points) ?? encode(points);
    texts.set(points, text);
    return text;
  };
}
