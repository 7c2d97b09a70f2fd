import { z } from 'zod';
import { maximumDimensions } from './manifest.ts';
import type {
  MessageCode,
  MessageCodelist,
  MessageComponent,
  MessageDataStructure,
  Names,
  StructureMessage,
} from './messages/structure-message.ts';
import type { Problems } from './problem.ts';

/** Codes of all dimensions together; a manifest of the maximum size has fewer. */
const maximumCodes = 300_000;
/** Ids that a problem names. */
const listedIds = 20;

const fieldsSchema = z.record(z.string(), z.unknown());
const namedSchema = z.looseObject({ id: z.string() });

const structureSchema = z.strictObject({
  /** Structure messages, relative to the manifest or absolute. */
  files: z.array(z.string().min(1)).min(1),
  /** Id of the data structure, if they have several. */
  id: z.string().optional(),
});

/** The part of a manifest that names structure messages. */
export type StructureReference = z.infer<typeof structureSchema>;

/** The structure reference of a manifest; null without one, and if it is invalid, as `problems` reports. */
export function structureReference(manifest: unknown, problems: Problems): StructureReference | null {
  const structure = fieldsSchema.safeParse(manifest).data?.structure;
  if (structure === undefined) return null;
  const parsed = structureSchema.safeParse(structure);
  if (parsed.success) return parsed.data;
  problems.add(null, 'structure', 'needs files, a list of SDMX structure messages, and may have id');
  return null;
}

/**
 * Replaces the reference by what the messages say: dimensions with their names and codelists, columns of the
 * time and the measure. What the manifest itself says takes precedence.
 */
export function expandManifest(
  manifest: unknown,
  { id }: StructureReference,
  message: StructureMessage,
  problems: Problems,
): unknown {
  const { structure: _, ...fields } = fieldsSchema.parse(manifest);
  const found = message.dataStructures.filter((one) => id === undefined || one.id === id);
  const [structure, another] = found;
  if (structure === undefined || another !== undefined) {
    const ids = message.dataStructures
      .slice(0, listedIds)
      .map((one) => one.id.slice(0, 64))
      .join(', ');
    problems.add(null, 'structure', `name one data structure in "id"; the messages have ${ids || 'none'}`);
    return manifest;
  }
  const measure = fieldsSchema.safeParse(fields.measure).data ?? {};
  const [own] = structure.measures;
  const name = own === undefined ? structure.names : (message.conceptOf(own)?.names ?? structure.names);
  return {
    ...fields,
    dimensions: dimensionsOf(fields.dimensions, structure, message, problems),
    time: fields.time ?? { column: structure.time ?? 'TIME_PERIOD' },
    measure: { column: own?.id ?? 'OBS_VALUE', name: textOf(name, own?.id ?? structure.id), ...measure },
  };
}

/** Default is all dimensions of the structure but the frequency, which is a field of the manifest. */
function dimensionsOf(
  given: unknown,
  { dimensions }: MessageDataStructure,
  message: StructureMessage,
  problems: Problems,
): unknown {
  const listed = z.array(namedSchema).safeParse(given);
  if (given !== undefined && !listed.success) return given;
  const all = dimensions.flatMap(({ id }) => (id === 'FREQ' ? [] : [{ id }]));
  const wanted: z.infer<typeof namedSchema>[] = listed.data ?? all;
  // Each dimension copies its codelist, so their number bounds the memory.
  if (wanted.length > maximumDimensions) {
    const problem = `${wanted.length} dimensions, but at most ${maximumDimensions} are read; name them in "dimensions"`;
    problems.add(null, 'dimensions', problem);
    return given;
  }
  let codes = 0;
  return wanted.map((dimension) => {
    const component = dimensions.find(({ id }) => id === dimension.id);
    if (component === undefined) return dimension;
    const names = message.conceptOf(component)?.names ?? {};
    const described = { column: component.id, name: textOf(names, component.id), ...dimension };
    if ('region' in dimension || 'codelist' in dimension) return described;
    const codelist = codelistOf(component, message, problems);
    codes += codelist?.codes.length ?? 0;
    if (codelist === undefined) return described;
    if (codes <= maximumCodes) return { ...described, codelist: manifestCodelist(codelist) };
    const problem = `more than ${maximumCodes} codes in all codelists; name fewer dimensions in "dimensions"`;
    problems.add(null, 'structure', problem);
    return described;
  });
}

function codelistOf(
  component: MessageComponent,
  message: StructureMessage,
  problems: Problems,
): MessageCodelist | undefined {
  const reference = message.codelistReference(component);
  const codelist = reference === null ? undefined : message.codelist(reference);
  if (codelist === undefined) {
    const missing =
      reference === null
        ? 'no codelist in the structure'
        : `no codelist ${reference.slice(0, 200)} in the messages`;
    problems.add(
      null,
      'structure',
      `${component.id}: ${missing}; add its message, or codelist or region in dimensions`,
    );
  }
  return codelist;
}

function manifestCodelist(codelist: MessageCodelist) {
  return {
    id: codelist.id,
    name: textOf(codelist.names, codelist.id),
    codes: parentsFirst(codelist.codes).map(({ id, names, parent }) => ({
      code: id,
      name: textOf(names, id),
      ...(parent === null ? {} : { parent }),
    })),
  };
}

/** Codes in their order, but parents before their children. */
function parentsFirst(codes: readonly MessageCode[]): readonly MessageCode[] {
  const byId = new Map(codes.map((code) => [code.id, code]));
  const done = new Set<MessageCode>();
  for (const code of codes) {
    const line = new Set<MessageCode>();
    let next: MessageCode | undefined = code;
    // A cycle ends where it meets itself; the manifest's own check reports it.
    while (next !== undefined && !done.has(next) && !line.has(next)) {
      line.add(next);
      next = next.parent === null ? undefined : byId.get(next.parent);
    }
    for (const one of [...line].reverse()) done.add(one);
  }
  return [...done];
}

/** Texts in both languages of the portal; any language of the message replaces a missing one. */
function textOf(names: Names, id: string) {
  const [zh, en] = [inLanguage(names, 'zh'), inLanguage(names, 'en')];
  const any = zh || en || Object.values(names)[0] || id;
  return { zh: zh || any, en: en || any };
}

/** Also of a region or script, e.g. `zh-Hans` (BCP 47). */
function inLanguage(names: Names, language: string): string | undefined {
  const narrower = Object.keys(names).find((tag) => tag.toLowerCase().startsWith(`${language}-`));
  return names[language] || names[narrower ?? language];
}
