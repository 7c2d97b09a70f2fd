/** A federated graph: the definitions of each subgraph, and the source of each field's values. */
export interface Model {
  readonly subgraphs: readonly string[];
  readonly objects: ReadonlyMap<string, ObjectModel>;
  readonly interfaces: ReadonlyMap<string, InterfaceModel>;
  /** Union -> subgraph -> members. */
  readonly unions: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** Values of the enum `Level` that each subgraph knows. */
  readonly levels: ReadonlyMap<string, readonly string[]>;
  readonly seed: number;
  readonly failures: boolean;
  readonly denied: boolean;
}

/** An object type, or an interface in the subgraphs that see it as an object (`@interfaceObject`). */
export interface ObjectModel {
  readonly name: string;
  readonly kind: 'root' | 'entity' | 'value' | 'interfaceObject';
  readonly places: Map<string, TypePlace>;
  readonly fields: Map<string, FieldModel>;
}

export interface TypePlace {
  readonly keys: readonly KeyModel[];
  readonly interfaces: string[];
  /** Only keys that are not resolvable: the subgraph refers to the entity and knows nothing else about it. */
  readonly stub: boolean;
}

export interface KeyModel {
  readonly fields: string;
  readonly resolvable: boolean;
}

export interface InterfaceModel {
  readonly name: string;
  readonly members: readonly string[];
  /** For an interface: its field names there. */
  readonly places: ReadonlyMap<
    string,
    { readonly fields: readonly string[]; readonly keys: readonly KeyModel[] }
  >;
}

export interface FieldModel {
  readonly name: string;
  /** Type in SDL. The data fits it; a place may promise less. */
  readonly type: string;
  /** Arguments in SDL. */
  readonly args: string;
  source: ValueSource;
  readonly places: Map<string, FieldPlace>;
  guard: string | null;
  inaccessible: boolean;
  /** Subgraphs that provide it by `@provides` but cannot resolve it elsewhere. */
  provided: boolean;
  /**
   * Whether other fields depend on it: `certain` if it must have a value, `computed` if the fields computed
   * from it may fail with it.
   */
  needed: 'certain' | 'computed' | null;
}

export type ValueSource =
  | { readonly kind: 'free' }
  /** Identifies the object, as a function of its number. */
  | { readonly kind: 'key'; readonly part: 'id' | 'code' | 'high' | 'low' | 'same' }
  /** Computed from other fields of the entity. */
  | { readonly kind: 'requires'; readonly selection: string; readonly fields: ReadonlySet<FieldModel> }
  /** Sum of the mutations of one subgraph. */
  | { readonly kind: 'state'; readonly subgraph: string }
  | { readonly kind: 'mutation'; readonly subgraph: string };

export interface FieldPlace {
  readonly role: 'resolves' | 'external' | 'overridden';
  readonly type?: string;
  readonly requires?: string;
  readonly provides?: string;
  readonly overrides?: string;
}

/** Subgraphs that resolve the field. */
export function homes(field: FieldModel): string[] {
  return [...field.places].flatMap(([subgraph, { role }]) => (role === 'resolves' ? [subgraph] : []));
}

export function namedType(type: string): string {
  return type.replace(/[[\]!]/g, '');
}
