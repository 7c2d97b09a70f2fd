import { MessageError } from './message-error.ts';
import type { MessageDataSet, MessageRows } from './message-rows.ts';
import { XmlEvents, type XmlTag } from './xml-events.ts';

const message = 'http://www.sdmx.org/resources/sdmxml/schemas/v3_0/message';
const specific = 'http://www.sdmx.org/resources/sdmxml/schemas/v3_0/data/structurespecific';

type Values = Record<string, string>;

/** Components of the element that is being read, with those of the elements around it. */
interface Level {
  readonly element: string;
  readonly values: Values;
  readonly line: number;
}

/** Streams the observations of an SDMX-ML 3.0 structure-specific data message. */
export class DataXmlReader {
  readonly #rows: MessageRows;
  readonly #events: XmlEvents;
  /** URN of each structure of the header by its id in the message. */
  readonly #structures = new Map<string, string>();
  #structureId = '';
  #action = 'Information';
  #dataSet: MessageDataSet = { structure: '', action: '' };
  readonly #levels: Level[] = [];
  #component: { readonly id: string; readonly values: string[] } | null = null;

  constructor(rows: MessageRows) {
    this.#rows = rows;
    this.#events = new XmlEvents({
      open: (tag, path) => this.#open(tag, path),
      close: (path, text) => this.#close(path, text),
    });
  }

  /** @throws MessageError */
  push(text: string): void {
    this.#events.push(text);
  }

  /** @throws MessageError */
  end(): void {
    this.#events.end();
    this.#rows.end();
  }

  #open(tag: XmlTag, path: readonly string[]): void {
    const { line } = this.#events;
    if (path.length === 1 && (tag.uri !== message || tag.local !== 'StructureSpecificData')) {
      throw new MessageError(
        line,
        `not an SDMX-ML 3.0 data message but ${tag.local}; write StructureSpecificData`,
      );
    }
    switch (path.slice(1).join('/')) {
      case 'Header/Structure':
        this.#structureId = tag.attribute('structureID') ?? '';
        break;
      case 'DataSet':
        this.#beginDataSet(tag);
        this.#levels.push({ element: 'DataSet', values: componentsOf(tag), line });
        break;
      case 'DataSet/Series':
      case 'DataSet/Obs':
      case 'DataSet/Series/Obs': {
        const outer = this.#levels.at(-1)?.values ?? {};
        this.#levels.push({ element: tag.local, values: { ...outer, ...componentsOf(tag) }, line });
        break;
      }
      case 'DataSet/Group':
      case 'DataSet/Atts':
        this.#levels.push({ element: 'Group', values: componentsOf(tag), line });
        break;
      default:
        if (tag.local === 'Comp' && path.length === this.#levels.length + 2) {
          this.#component = { id: tag.attribute('id') ?? '', values: [] };
        }
    }
  }

  #close(path: readonly string[], text: string): void {
    const element = path.at(-1);
    if (path[1] === 'Header') this.#closeHeader(path, text);
    else if (this.#component !== null) this.#closeComponent(path, text);
    else if (this.#levels.length > 0 && path.length === this.#levels.length + 1) {
      const level = this.#levels.pop();
      if (level === undefined) return;
      if (element === 'Obs') this.#rows.add(this.#dataSet, level.values, level.line);
      if (level.element === 'Group') this.#rows.refuseGroup(Object.keys(level.values), level.line);
    }
  }

  #closeHeader(path: readonly string[], text: string): void {
    if (path[2] === 'DataSetAction') this.#action = text.trim();
    if (path[2] === 'Structure' && path.length === 4) this.#structures.set(this.#structureId, text.trim());
  }

  #closeComponent(path: readonly string[], text: string): void {
    const component = this.#component;
    const level = this.#levels.at(-1);
    if (component === null || level === undefined) return;
    if (path.at(-1) === 'Value' && path.at(-2) === 'Comp') component.values.push(text.trim());
    if (path.at(-1) !== 'Comp') return;
    this.#component = null;
    if (!this.#rows.isRead(component.id)) return;
    const [value = '', ...others] = component.values;
    if (others.length > 0) {
      const problem = `${component.id} has ${component.values.length} values; write one`;
      throw new MessageError(this.#events.line, problem);
    }
    level.values[component.id] = value;
  }

  #beginDataSet(tag: XmlTag): void {
    const id = tag.attribute('structureRef', specific) ?? '';
    this.#dataSet = {
      structure: this.#structures.get(id) ?? id,
      action: tag.attribute('action', specific) ?? this.#action,
    };
  }
}

/** Attributes without a namespace are components. */
function componentsOf({ attributes }: XmlTag): Values {
  return Object.fromEntries(
    attributes.flatMap(({ uri, local, value }) => (uri === '' ? [[local, value]] : [])),
  );
}
