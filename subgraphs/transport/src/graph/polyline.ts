import { encodePolyline } from '../shapes/polyline.ts';
import type { TransportResolvers } from './context.ts';

export const polylineResolvers: TransportResolvers['Polyline'] = {
  encoded: ({ points }) => encodePolyline(points),
  geoJson: ({ points }) =>
    JSON.stringify({
      type: 'LineString',
      coordinates: points.map((point) => point.map((degrees) => Math.round(degrees * 1e6) / 1e6)),
    }),
  isStraight: ({ isStraight }) => isStraight,
};
