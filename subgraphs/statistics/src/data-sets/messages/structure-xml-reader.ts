import { setImmediate } from 'node:timers/promises';
import { MessageError } from './message-error.ts';
import {
  type MessageCode,
  type MessageCodelist,
  type MessageComponent,
  type MessageConcept,
  type MessageDataStructure,
  type Names,
  referenceTo,
  type StructureMessage,
} from './structure-message.ts';
import { XmlEvents, type XmlTag } from './xml-events.ts';

type Changing<Type> = { -readonly [Key in keyof Type]: Type[Key] };
type ChangingNames = Record<string, string>;

/** The element that names and references of its children belong to. */
interface Open {
  readonly depth: number;
  readonly names?: ChangingNames;
  readonly code?: Changing<MessageCode>;
  readonly concept?: Changing<MessageConcept>;
  readonly component?: Changing<MessageComponent>;
}

const message = 'http://www.sdmx.org/resources/sdmxml/schemas/v3_0/message';
const language = 'http://www.w3.org/XML/1998/namespace';

/** Characters that are read in one event loop iteration. */
const charactersPerTurn = 100_000;

/** Adds the artefacts of an SDMX-ML 3.0 structure message. @throws MessageError */
export async function readStructureXml(text: string, found: StructureMessage): Promise<void> {
  const opened: Open[] = [];
  let maintained = { agency: '', id: '', version: '' };
  let codes: MessageCode[] = [];
  let structure = emptyStructure('', {});
  let lang = 'en';
  const events = new XmlEvents({ open, close });
  for (let start = 0; start < text.length; start += charactersPerTurn) {
    events.push(text.slice(start, start + charactersPerTurn));
    await setImmediate();
  }
  events.end();

  function open(tag: XmlTag, path: readonly string[]): void {
    if (path.length === 1 && (tag.uri !== message || tag.local !== 'Structure')) {
      throw new MessageError(events.line, `not an SDMX-ML 3.0 structure message but ${tag.local}`);
    }
    const depth = path.length;
    const id = tag.attribute('id') ?? '';
    const names: ChangingNames = {};
    switch (path.slice(-2).join('/')) {
      case 'Codelists/Codelist':
        maintained = maintainedOf(tag);
        codes = [];
        found.addCodelist(reference(), { id, names, codes } satisfies MessageCodelist);
        opened.push({ depth, names });
        return;
      case 'Codelist/Code': {
        const code = { id, names, parent: null };
        codes.push(code);
        opened.push({ depth, names, code });
        return;
      }
      case 'ConceptSchemes/ConceptScheme':
        maintained = maintainedOf(tag);
        return;
      case 'ConceptScheme/Concept': {
        const concept = { names, codelist: null };
        found.addConcept(reference(id), concept);
        opened.push({ depth, names, concept });
        return;
      }
      case 'DataStructures/DataStructure':
        structure = emptyStructure(id, names);
        found.dataStructures.push(structure);
        opened.push({ depth, names });
        return;
      case 'DimensionList/TimeDimension':
        structure.time = id;
        return;
      case 'DimensionList/Dimension':
      case 'MeasureList/Measure': {
        const component = { id, concept: '', codelist: null };
        (tag.local === 'Measure' ? structure.measures : structure.dimensions).push(component);
        opened.push({ depth, component });
        return;
      }
      default:
        if (tag.local === 'Name') lang = tag.attribute('lang', language) ?? 'en';
    }
  }

  function close(path: readonly string[], value: string): void {
    const own = opened.at(-1);
    if (own === undefined) return;
    if (path.length === own.depth) opened.pop();
    const content = value.trim();
    const element = path.at(-1);
    const isChild = path.length === own.depth + 1;
    if (isChild && element === 'Name' && own.names !== undefined) own.names[lang] = content;
    if (isChild && element === 'Parent' && own.code !== undefined) own.code.parent = content;
    if (isChild && element === 'ConceptIdentity' && own.component !== undefined)
      own.component.concept = content;
    if (element === 'Enumeration') {
      const target = own.component ?? own.concept;
      if (target !== undefined) target.codelist = content;
    }
  }

  function reference(item?: string): string {
    return referenceTo(maintained.agency, maintained.id, maintained.version, item);
  }
}

function emptyStructure(id: string, names: Names) {
  const [dimensions, measures]: [MessageComponent[], MessageComponent[]] = [[], []];
  return { id, names, dimensions, time: null as string | null, measures } satisfies MessageDataStructure;
}

function maintainedOf(tag: XmlTag) {
  return {
    agency: tag.attribute('agencyID') ?? '',
    id: tag.attribute('id') ?? '',
    version: tag.attribute('version') ?? '1.0',
  };
}
