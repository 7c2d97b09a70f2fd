/** Shapes (shapes.txt), in 8 bytes a point. */
export interface ShapeTable {
  /** Shape s has the points `offsets[s]` to `offsets[s + 1]`, exclusive. */
  readonly offsets: Int32Array;
  /** Millionths of a degree. */
  readonly latitudes: Int32Array;
  readonly longitudes: Int32Array;
}

export const degree = 1_000_000;

/** A feed without shapes.txt. */
export const noShapes: ShapeTable = {
  offsets: new Int32Array(1),
  latitudes: new Int32Array(),
  longitudes: new Int32Array(),
};
