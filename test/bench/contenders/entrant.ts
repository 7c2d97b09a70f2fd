import type { TestIssuer } from '@civic-graph/testing';
import type { LaidOutShape } from '../shapes/lay-out-shape.ts';

/** How to start a contender on a shape. */
export interface Launch {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Path of its endpoint. */
  readonly path: string;
  /** Default is the folder of the shape. */
  readonly cwd?: string;
}

export interface Setting {
  readonly laidOut: LaidOutShape;
  readonly port: number;
  readonly adminPort: number;
  readonly issuer: TestIssuer;
}

/** A contender. */
export interface Entrant {
  readonly id: string;
  readonly title: string;
  /** Floors return the joining keys too. */
  readonly isFloor?: true;
  /** Needs the packages of contenders/package.json. */
  readonly isForeign?: true;
  launch(setting: Setting): Promise<Launch>;
}

/** A file in this folder. */
export function besideThis(file: string): string {
  return new URL(file, import.meta.url).pathname;
}

/** A Node program in this folder, run without a transpiler. */
export function nodeProgram(file: string, flags: readonly string[] = []): readonly string[] {
  return [process.execPath, ...flags, besideThis(file)];
}
