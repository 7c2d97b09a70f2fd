import { fareNotices } from './fare-notices.ts';
import { fieldNotices } from './field-notices.ts';
import { fileNotices } from './file-notices.ts';
import { networkNotices } from './network-notices.ts';
import type { NoticeMeaning, NoticeSeverity } from './notice.ts';
import { onDemandNotices } from './on-demand-notices.ts';
import { shapeNotices } from './shape-notices.ts';
import { timetableNotices } from './timetable-notices.ts';
import { translationNotices } from './translation-notices.ts';

/** All notices by topic, with the codes and severities of the canonical GTFS validator. */
export const noticeTopics = {
  'Files and rows': fileNotices,
  'Values, keys and references': fieldNotices,
  'Agencies, routes, stops and pathways': networkNotices,
  'Services, trips, stop times and transfers': timetableNotices,
  Shapes: shapeNotices,
  Fares: fareNotices,
  'On-demand services': onDemandNotices,
  Translations: translationNotices,
} as const;

const catalogue = {
  ...fileNotices,
  ...fieldNotices,
  ...networkNotices,
  ...timetableNotices,
  ...shapeNotices,
  ...fareNotices,
  ...onDemandNotices,
  ...translationNotices,
} as const;

export type NoticeCode = keyof typeof catalogue;

/** Codes of one severity. */
export type CodeOf<Severity extends NoticeSeverity> = {
  [Code in NoticeCode]: (typeof catalogue)[Code]['severity'] extends Severity ? Code : never;
}[NoticeCode];

export function meaningOf(code: NoticeCode): NoticeMeaning {
  return catalogue[code];
}
