import type { TestIssuer } from '@civic-graph/testing';
import type { LaidOutShape } from '../shapes/lay-out-shape.ts';

/** How a contender is started on a shape. */
export interface Launch {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where it answers. */
  readonly path: string;
  /** Else the folder of the shape. */
  readonly cwd?: string;
}

export interface Setting {
  readonly laidOut: LaidOutShape;
  readonly port: number;
  readonly adminPort: number;
  readonly issuer: TestIssuer;
}

/** Who takes part. */
export interface Entrant {
  readonly id: string;
  readonly title: string;
  /** Floors answer with the joining keys still in. */
  readonly isFloor?: true;
  /** Needs the packages of contenders/package.json. */
  readonly isForeign?: true;
  launch(setting: Setting): Promise<Launch>;
}

/** A file of this folder. */
export function besideThis(file: string): string {
  return new URL(file, import.meta.url).pathname;
}

/** A Node program beside this file, run without a transpiler. */
export function nodeProgram(file: string, flags: readonly string[] = []): readonly string[] {
  return [process.execPath, ...flags, besideThis(file)];
}
