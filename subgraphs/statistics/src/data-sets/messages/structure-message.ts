/** Texts by language, e.g. `en`. */
export type Names = Readonly<Record<string, string>>;

export interface MessageCode {
  readonly id: string;
  readonly names: Names;
  readonly parent: string | null;
}

export interface MessageCodelist {
  readonly id: string;
  readonly names: Names;
  readonly codes: readonly MessageCode[];
}

export interface MessageConcept {
  readonly names: Names;
  /** Reference to its codelist. */
  readonly codelist: string | null;
}

export interface MessageComponent {
  readonly id: string;
  /** Reference to its concept. */
  readonly concept: string;
  /** Reference to its codelist; null if that of the concept counts. */
  readonly codelist: string | null;
}

export interface MessageDataStructure {
  readonly id: string;
  readonly names: Names;
  /** In the order of the key, without the time. */
  readonly dimensions: readonly MessageComponent[];
  /** Id of the time dimension; null if there is none. */
  readonly time: string | null;
  readonly measures: readonly MessageComponent[];
}

/** What is read of structure messages. References are the parts of URNs after `=`. */
export class StructureMessage {
  readonly dataStructures: MessageDataStructure[] = [];
  readonly #codelists = new Map<string, MessageCodelist>();
  readonly #concepts = new Map<string, MessageConcept>();

  addCodelist(reference: string, codelist: MessageCodelist): void {
    this.#codelists.set(withoutVersion(reference), codelist);
  }

  addConcept(reference: string, concept: MessageConcept): void {
    this.#concepts.set(withoutVersion(reference), concept);
  }

  conceptOf({ concept }: MessageComponent): MessageConcept | undefined {
    return this.#concepts.get(withoutVersion(concept));
  }

  codelistReference(component: MessageComponent): string | null {
    return component.codelist ?? this.conceptOf(component)?.codelist ?? null;
  }

  codelist(reference: string): MessageCodelist | undefined {
    return this.#codelists.get(withoutVersion(reference));
  }
}

/** `ECB:CL_FREQ(1.0)` of an artefact, `ECB:CS(1.0).FREQ` of an item. */
export function referenceTo(agency: string, id: string, version: string, item?: string): string {
  return `${agency}:${id}(${version})${item === undefined ? '' : `.${item}`}`;
}

/** A message has one version of each artefact, and references may name a range of versions (`1.0+`). */
function withoutVersion(reference: string): string {
  return reference.slice(reference.indexOf('=') + 1).replace(/\([^()]*\)/, '');
}
