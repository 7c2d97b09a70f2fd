/** `pathway_mode` of pathways.txt. */
export const pathwayMode = {
  walkway: 1,
  stairs: 2,
  movingSidewalk: 3,
  escalator: 4,
  elevator: 5,
  fareGate: 6,
  exitGate: 7,
} as const;

/** A row of pathways.txt; `null` where a field is empty. */
export interface Pathway {
  readonly mode: number;
  /** Horizontal, in metres. */
  readonly length: number | null;
  readonly traversalSeconds: number | null;
  readonly stairs: number | null;
  readonly maxSlope: number | null;
  /** In metres. */
  readonly minWidth: number | null;
  /** Levels between its ends (levels.txt). */
  readonly levels: number | null;
  /** Straight-line distance of its ends. */
  readonly meters: number | null;
}

const metersPerSecond = 1.25;
/** Assumptions where the feed gives no time: a slow walk on stairs, and lifts and escalators as usual. */
const secondsPerStair = 0.6;
const escalatorMetersPerSecond = 0.5;
const escalatorSecondsPerLevel = 20;
const elevatorSecondsPerLevel = 5;
const elevatorWaitSeconds = 30;
const unknownSeconds = 10;
/** pathways.txt: "approximate 15 stairs for 1 floor". */
const stairsPerLevel = 15;

/** The ratio that pathways.txt names, 1 to 12: the maximum for hand-propelled wheelchairs in the US. */
const maxWheelchairSlope = 1 / 12 + 1e-6;
/** Clear width of a door that a wheelchair can pass (ISO 21542), in metres. */
const minWheelchairWidth = 0.8;

/** Seconds on foot: as stated, or estimated from stairs, length and levels. */
export function secondsOfPathway(pathway: Pathway): number {
  const { traversalSeconds } = pathway;
  return Math.ceil(traversalSeconds ?? estimate(pathway));
}

function estimate({ mode, length, stairs, levels, meters }: Pathway): number {
  const climbed = Math.max(levels ?? 1, 1);
  switch (mode) {
    case pathwayMode.stairs:
      return Math.max(
        (length ?? 0) / metersPerSecond,
        Math.abs(stairs ?? climbed * stairsPerLevel) * secondsPerStair,
      );
    case pathwayMode.escalator:
      return length === null ? climbed * escalatorSecondsPerLevel : length / escalatorMetersPerSecond;
    case pathwayMode.elevator:
      return elevatorWaitSeconds + climbed * elevatorSecondsPerLevel;
    default: {
      const way = length ?? meters;
      const walked = way === null ? unknownSeconds : way / metersPerSecond;
      return Math.max(walked, Math.abs(stairs ?? 0) * secondsPerStair);
    }
  }
}

/** Whether a wheelchair can pass: no stairs or escalator, wide enough, and not too steep. */
export function isWheelchairPathway({ mode, stairs, maxSlope, minWidth }: Pathway): boolean {
  if (mode === pathwayMode.stairs || mode === pathwayMode.escalator) return false;
  if (mode !== pathwayMode.elevator && stairs !== null && stairs !== 0) return false;
  return (
    Math.abs(maxSlope ?? 0) <= maxWheelchairSlope && (minWidth ?? minWheelchairWidth) >= minWheelchairWidth
  );
}
