import { anonymousCaller, type Caller } from '../callers/caller.ts';
import type { Sample, SampleOperation } from '../sample.ts';

/** The caller of an operation of the sample. */
export function sampleCaller(sample: Sample, { principal: position }: SampleOperation): Caller {
  const principal = position === undefined ? undefined : sample.principals[position];
  return principal === undefined ? anonymousCaller : { principal, words: `principals[${position}]` };
}
