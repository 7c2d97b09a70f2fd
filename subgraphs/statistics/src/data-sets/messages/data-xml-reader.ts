import { MessageError } from './message-error.ts';
import { isDeletion, type MessageDataSet, type MessageRows } from './message-rows.ts';
import { XmlEvents, type XmlTag } from './xml-events.ts';

const message = 'http://www.sdmx.org/resources/sdmxml/schemas/v3_0/message';
const specific = 'http://www.sdmx.org/resources/sdmxml/schemas/v3_0/data/structurespecific';

/** A message describes the few structures of its data sets, and all of them are held. */
const maximumStructures = 1_000;

/** Components of the element that is being read, with those of the elements around it. */
interface Level {
  readonly element: string;
  readonly values: Map<string, string>;
  readonly line: number;
  /** Whether an element in it has taken its values. */
  isTaken: boolean;
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
        this.#levels.push(levelOf(tag, this.#componentsOf(tag), line));
        break;
      case 'DataSet/Series':
      case 'DataSet/Obs':
      case 'DataSet/Series/Obs': {
        const outer = this.#levels.at(-1);
        if (outer !== undefined) outer.isTaken = true;
        const values = new Map([...(outer?.values ?? []), ...this.#componentsOf(tag)]);
        this.#levels.push(levelOf(tag, values, line));
        break;
      }
      case 'DataSet/Group':
      case 'DataSet/Atts':
        this.#levels.push({ ...levelOf(tag, this.#componentsOf(tag), line), element: 'Group' });
        break;
      default:
        if (tag.local === 'Comp' && path.length === this.#levels.length + 2) {
          this.#component = { id: tag.attribute('id') ?? '', values: [] };
        }
    }
  }

  #close(path: readonly string[], text: string): void {
    if (path[1] === 'Header') this.#closeHeader(path, text);
    else if (this.#component !== null) this.#closeComponent(path, text);
    else if (this.#levels.length > 0 && path.length === this.#levels.length + 1) {
      const level = this.#levels.pop();
      if (level !== undefined) this.#closeLevel(level);
    }
  }

  #closeLevel({ element, values, line, isTaken }: Level): void {
    if (element === 'Group') this.#rows.refuseGroup(values.keys(), line);
    // A series without observations deletes all of its observations.
    const isWholeSeries = element === 'Series' && !isTaken && isDeletion(this.#dataSet);
    if (element === 'Obs' || isWholeSeries) this.#rows.add(this.#dataSet, values, line);
    if (element === 'DataSet' && !isTaken && isDeletion(this.#dataSet)) {
      throw new MessageError(line, 'deletes everything; omit it, because a file is a whole release');
    }
  }

  #closeHeader(path: readonly string[], text: string): void {
    if (path[2] === 'DataSetAction') this.#action = text.trim();
    if (path[2] !== 'Structure' || path.length !== 4) return;
    this.#structures.set(this.#structureId, text.trim());
    if (this.#structures.size > maximumStructures) {
      const problem = `more than ${maximumStructures} structures; write one message for each`;
      throw new MessageError(this.#events.line, problem);
    }
  }

  #closeComponent(path: readonly string[], text: string): void {
    const component = this.#component;
    const level = this.#levels.at(-1);
    if (component === null || level === undefined) return;
    if (path.at(-1) === 'Value' && path.at(-2) === 'Comp') component.values.push(text.trim());
    if (path.at(-1) !== 'Comp') return;
    this.#component = null;
    const { id, values } = component;
    if (!this.#isWanted(id)) return;
    const value = this.#rows.textOf(id, values, this.#events.line);
    if (level.isTaken) {
      const problem = `${id} follows observations that it is about; write it before them`;
      throw new MessageError(this.#events.line, problem);
    }
    level.values.set(id, value);
  }

  #beginDataSet(tag: XmlTag): void {
    const id = tag.attribute('structureRef', specific) ?? '';
    this.#dataSet = {
      structure: this.#structures.get(id) ?? id,
      action: tag.attribute('action', specific) ?? this.#action,
    };
  }

  /** Attributes without a namespace are components; those not read would be copied to each observation. */
  #componentsOf({ attributes }: XmlTag): Map<string, string> {
    const found = new Map<string, string>();
    for (const { uri, local, value } of attributes) {
      if (uri === '' && this.#isWanted(local)) found.set(local, value);
    }
    return found;
  }

  /** What a data set with the action Delete names besides dimensions is refused, whatever it is. */
  #isWanted(component: string): boolean {
    return this.#rows.isRead(component) || isDeletion(this.#dataSet);
  }
}

function levelOf({ local }: XmlTag, values: Map<string, string>, line: number): Level {
  return { element: local, values, line, isTaken: false };
}
