/** Longitude and latitude, in degrees, as GeoJSON orders them. */
export type Point = readonly [number, number];

/** Encoded Polyline Algorithm Format: differences of hundred-thousandths of a degree, in characters. */
export function encodePolyline(points: readonly Point[]): string {
  let text = '';
  let [lastLatitude, lastLongitude] = [0, 0];
  for (const [longitude, latitude] of points) {
    const [north, east] = [Math.round(latitude * 1e5), Math.round(longitude * 1e5)];
    text += encodeNumber(north - lastLatitude) + encodeNumber(east - lastLongitude);
    [lastLatitude, lastLongitude] = [north, east];
  }
  return text;
}

/** Five bits a character, the lowest first; the last bit is the sign. */
function encodeNumber(value: number): string {
  let rest = value < 0 ? ~(value << 1) : value << 1;
  let text = '';
  while (rest >= 0x20) {
    text += String.fromCharCode((0x20 | (rest & 0x1f)) + 63);
    rest >>>= 5;
  }
  return text + String.fromCharCode(rest + 63);
}
