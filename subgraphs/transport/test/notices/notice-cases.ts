import { fareCases } from './fare-cases.ts';
import { fieldCases } from './field-cases.ts';
import { fileCases } from './file-cases.ts';
import type { NoticeCase } from './flawless-feed.ts';
import { networkCases } from './network-cases.ts';
import { onDemandCases } from './on-demand-cases.ts';
import { serviceCases } from './service-cases.ts';
import { shapeCases } from './shape-cases.ts';
import { stationCases } from './station-cases.ts';
import { translationCases } from './translation-cases.ts';
import { tripCases } from './trip-cases.ts';

/** A feed for every notice. */
export const noticeCases: readonly NoticeCase[] = [
  ...fileCases,
  ...fieldCases,
  ...networkCases,
  ...stationCases,
  ...serviceCases,
  ...tripCases,
  ...shapeCases,
  ...fareCases,
  ...onDemandCases,
  ...translationCases,
];
