/** Longitude and latitude. */
export type Position = readonly [longitude: number, latitude: number];
/** A closed ring: its last position is its first. */
export type Ring = readonly Position[];

/** A zone of GTFS-Flex: polygons, each an outer ring and its holes. */
export interface Zone {
  readonly id: string;
  /** `stop_name` and `stop_desc`; empty for none. */
  readonly name: string;
  readonly description: string;
  readonly polygons: readonly (readonly Ring[])[];
}
