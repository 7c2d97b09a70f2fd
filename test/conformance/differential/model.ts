/** A federated graph: what each subgraph defines, and where the values of each field come from. */
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
  /** Only keys that cannot be entered by: the subgraph refers to the entity and knows nothing else of it. */
  readonly stub: boolean;
}

export interface KeyModel {
  readonly fields: string;
  readonly resolvable: boolean;
}

export interface InterfaceModel {
  readonly name: string;
  readonly members: readonly string[];
  /** Where it is an interface, with the names of its fields there. */
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
  /** Whether a subgraph gives it by `@provides` that cannot resolve it elsewhere. */
  provided: boolean;
  /**
   * Whether others are built on it: `certain` where it has to have a value, `computed` where what is computed
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
  /** What mutations of one subgraph have added up. */
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
