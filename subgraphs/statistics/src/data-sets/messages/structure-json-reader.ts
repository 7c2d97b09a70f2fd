import { z } from 'zod';
import { MessageError } from './message-error.ts';
import { type Names, referenceTo, type StructureMessage } from './structure-message.ts';

const named = {
  id: z.string(),
  name: z.string().optional(),
  names: z.record(z.string(), z.string()).optional(),
};
const maintained = { ...named, agencyID: z.string(), version: z.string().default('1.0') };
const representation = z.object({ enumeration: z.string().optional() }).optional();
const component = z.object({
  id: z.string(),
  conceptIdentity: z.string(),
  localRepresentation: representation,
});

const schema = z.object({
  data: z.object({
    codelists: z
      .array(
        z.object({
          ...maintained,
          codes: z.array(z.object({ ...named, parent: z.string().optional() })).default([]),
        }),
      )
      .default([]),
    conceptSchemes: z
      .array(
        z.object({
          ...maintained,
          concepts: z.array(z.object({ ...named, coreRepresentation: representation })).default([]),
        }),
      )
      .default([]),
    dataStructures: z
      .array(
        z.object({
          ...maintained,
          dataStructureComponents: z
            .object({
              dimensionList: z.object({
                dimensions: z.array(component).default([]),
                timeDimension: z.object({ id: z.string() }).optional(),
              }),
              measureList: z.object({ measures: z.array(component).default([]) }).optional(),
            })
            .optional(),
        }),
      )
      .default([]),
  }),
});

/** Adds the artefacts of an SDMX-JSON 2 structure message. @throws MessageError */
export function readStructureJson(text: string, message: StructureMessage): void {
  const parsed = schema.safeParse(parse(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new MessageError(
      null,
      `not an SDMX-JSON 2 structure message: ${issue?.path.join('.')}: ${issue?.message}`,
    );
  }
  const { codelists, conceptSchemes, dataStructures } = parsed.data.data;
  for (const { agencyID, id, version, codes, ...names } of codelists) {
    message.addCodelist(referenceTo(agencyID, id, version), {
      ...{ id, names: namesOf(names) },
      codes: codes.map((code) => ({ id: code.id, names: namesOf(code), parent: code.parent ?? null })),
    });
  }
  for (const { agencyID, id, version, concepts } of conceptSchemes) {
    for (const concept of concepts) {
      message.addConcept(referenceTo(agencyID, id, version, concept.id), {
        names: namesOf(concept),
        codelist: concept.coreRepresentation?.enumeration ?? null,
      });
    }
  }
  for (const { id, dataStructureComponents: parts, ...names } of dataStructures) {
    message.dataStructures.push({
      ...{ id, names: namesOf(names) },
      dimensions: (parts?.dimensionList.dimensions ?? []).map(componentOf),
      time: parts?.dimensionList.timeDimension?.id ?? null,
      measures: (parts?.measureList?.measures ?? []).map(componentOf),
    });
  }
}

function componentOf({ id, conceptIdentity, localRepresentation }: z.infer<typeof component>) {
  return { id, concept: conceptIdentity, codelist: localRepresentation?.enumeration ?? null };
}

function namesOf({
  name,
  names,
}: {
  readonly name?: string | undefined;
  readonly names?: Names | undefined;
}): Names {
  return names ?? (name === undefined ? {} : { en: name });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MessageError(null, 'not JSON');
  }
}
