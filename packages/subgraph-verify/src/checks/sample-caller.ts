import { anonymousCaller, type Caller } from '../callers/caller.ts';
import type { Sample, SampleOperation } from '../sample.ts';

/** For whom an operation of the sample is sent. */
export function sampleCaller(sample: Sample, { principal: position }: SampleOperation): Caller {
  const principal = position === undefined ? undefined : sample.principals[position];
  return principal === undefined ? anonymousCaller : { principal, words: `principals[${position}]` };
}
