import { dataClasses } from '@civic-graph/policy';
import { z } from 'zod';

/** The most important first; the list is cut at the end. */
export const changeKinds = [
  'breaking',
  'access-lost',
  'deprecated',
  'dangerous',
  'access-gained',
  'safe',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export const changeSchema = z.object({
  kind: z.enum(changeKinds),
  /** `Type`, `Type.field` or `Type.field(argument:)`; `null` where the schema itself has changed. */
  coordinate: z.string().nullable(),
  /** Of the field that callers gain or lose; otherwise `null`. */
  dataClass: z.enum(dataClasses).nullable(),
  /** Date (`2027-06-30`) from which a deprecated field may be removed; otherwise `null`. */
  sunsetOn: z.string().nullable(),
  /** In words. */
  message: z.string(),
  /** Names of the subgraphs behind the element. */
  subgraphs: z.array(z.string()).readonly(),
});

export const changelogSchema = z.object({
  /** How many there are; `changes` is cut. */
  total: z.number().int(),
  changes: z.array(changeSchema).readonly(),
});

/** One difference between two supergraphs, for those who call them. */
export type Change = Readonly<z.infer<typeof changeSchema>>;
export type Changelog = Readonly<z.infer<typeof changelogSchema>>;
