import { isObject, type JsonObject, listAt, objectAt, own, textAt } from './json.ts';
import type { Resolve } from './references.ts';
import { type LocalizedText, textsOf } from './texts.ts';

/** An operation that reads: `GET` with a JSON response. */
export interface RestOperation {
  readonly id: string | null;
  /** With parameters in braces: `/branches/{id}`. */
  readonly path: string;
  readonly texts: LocalizedText;
  readonly parameters: readonly RestParameter[];
  readonly response: unknown;
  /** What the document says of who may call it; `null` if nothing. */
  readonly access: 'public' | 'restricted' | null;
  /** Value of `x-data-class`. */
  readonly statedClass: string | null;
}

export interface RestParameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly isRequired: boolean;
  readonly schema: unknown;
  /** Whether the values of a list are separate parameters (`style: form`, `explode`), not one with commas. */
  readonly isExploded: boolean;
  readonly texts: LocalizedText;
}

/** What is not imported, and why. */
export interface LeftOut {
  readonly what: string;
  readonly why: string;
}

export interface ReadOperations {
  readonly operations: readonly RestOperation[];
  readonly leftOut: readonly LeftOut[];
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const maxOperations = 300;

export function readOperations(document: JsonObject, resolve: Resolve): ReadOperations {
  const operations: RestOperation[] = [];
  const leftOut: LeftOut[] = [];
  for (const [path, item] of Object.entries(objectAt(document, 'paths') ?? {})) {
    const resolved = resolve(item)?.node;
    if (resolved === undefined) {
      leftOut.push({ what: path, why: 'it refers to another file, or to nothing' });
      continue;
    }
    for (const method of methods) {
      const operation = objectAt(resolved, method);
      if (operation === null) continue;
      const what = `${method.toUpperCase()} ${path}`;
      if (method !== 'get') {
        leftOut.push({ what, why: 'it changes data, or returns none: write such a mutation by hand' });
        continue;
      }
      const read = readOperation({ path, item: resolved, operation, document }, resolve);
      if (typeof read === 'string') leftOut.push({ what, why: read });
      else if (operations.length < maxOperations) operations.push(read);
      else leftOut.push({ what, why: `the first ${maxOperations} operations are imported` });
    }
  }
  return { operations, leftOut };
}

interface Place {
  readonly path: string;
  readonly item: JsonObject;
  readonly operation: JsonObject;
  readonly document: JsonObject;
}

/** @returns why it cannot be imported, in words */
function readOperation({ path, item, operation, document }: Place, resolve: Resolve): RestOperation | string {
  if (!path.startsWith('/')) return 'its path does not begin with a slash';
  const response = jsonResponse(operation, resolve);
  if (response === null) return 'it has no JSON response with a schema';
  const parameters: RestParameter[] = [];
  for (const node of parametersOf(item, operation, resolve)) {
    const parameter = readParameter(node);
    if (parameter === null) {
      if (own(node, 'required') === true) {
        return `it requires the parameter ${textAt(node, 'name')} in ${textAt(node, 'in')}`;
      }
      continue;
    }
    parameters.push(parameter);
  }
  const named = new Set(parameters.filter((each) => each.in === 'path').map(({ name }) => name));
  const missing = placeholders(path).find((name) => !named.has(name));
  if (missing !== undefined) return `the parameter ${missing} of its path is not described`;
  return {
    id: textAt(operation, 'operationId'),
    path,
    texts: textsOf(operation, ['description', 'summary']),
    parameters: parameters.filter((each) => each.in === 'query' || placeholders(path).includes(each.name)),
    response,
    access: accessOf(own(operation, 'security') ?? own(document, 'security')),
    statedClass: textAt(operation, 'x-data-class'),
  };
}

export function placeholders(path: string): readonly string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
}

/** Those of the operation replace those of the path. */
function parametersOf(item: JsonObject, operation: JsonObject, resolve: Resolve): readonly JsonObject[] {
  const all = [...listAt(item, 'parameters'), ...listAt(operation, 'parameters')];
  const nodes = all.flatMap((parameter) => {
    const resolved = resolve(parameter);
    return resolved === null ? [] : [resolved.node];
  });
  return [...new Map(nodes.map((node) => [`${textAt(node, 'in')} ${textAt(node, 'name')}`, node])).values()];
}

function readParameter(node: JsonObject): RestParameter | null {
  const [name, place] = [textAt(node, 'name'), textAt(node, 'in')];
  if (name === null || (place !== 'path' && place !== 'query')) return null;
  const schema = own(node, 'schema');
  const style = textAt(node, 'style') ?? (place === 'path' ? 'simple' : 'form');
  if (schema === undefined || !['simple', 'form'].includes(style)) return null;
  return {
    ...{ name, in: place, schema },
    isRequired: place === 'path' || own(node, 'required') === true,
    isExploded: own(node, 'explode') !== false && style === 'form',
    texts: textsOf(node),
  };
}

function jsonResponse(operation: JsonObject, resolve: Resolve): unknown {
  const responses = objectAt(operation, 'responses');
  const codes = Object.keys(responses ?? {}).filter((code) => /^2(\d\d|XX)$/i.test(code));
  for (const code of [...codes.sort(), 'default']) {
    const content = objectAt(resolve(own(responses, code))?.node, 'content');
    const types = Object.entries(content ?? {}).filter(([type]) =>
      /^(application\/(.+\+)?json|\*\/\*)\s*(;|$)/i.test(type),
    );
    const schema = types.map(([, media]) => own(media, 'schema')).find(isObject);
    if (schema !== undefined) return schema;
  }
  return null;
}

/** An empty list, or an empty requirement in it, says that no sign-in is needed (OpenAPI 3.1, 4.8.10). */
function accessOf(security: unknown): RestOperation['access'] {
  if (!Array.isArray(security)) return null;
  const isPublic =
    security.length === 0 || security.some((each) => isObject(each) && Object.keys(each).length === 0);
  return isPublic ? 'public' : 'restricted';
}
