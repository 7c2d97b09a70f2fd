/** Pathways in stations (pathways.txt): plain data, which goes to the planner's thread. */
export interface PathwayTable {
  /** Stop rows of platforms, entrances, nodes and boarding areas. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Seconds on foot from one end to the other. */
  readonly seconds: Int32Array;
  /** 1 if it can be used in both directions. */
  readonly bidirectional: Uint8Array;
  /** 1 if it can be used with a wheelchair. */
  readonly accessible: Uint8Array;
}

export const noPathways: PathwayTable = {
  from: new Int32Array(),
  to: new Int32Array(),
  seconds: new Int32Array(),
  bidirectional: new Uint8Array(),
  accessible: new Uint8Array(),
};
