import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Pool } from 'undici';
import { leanClient } from './lean-client.mjs';

/*
 * A floor: bare node:http that executes a ready plan and merges the answers. It has no GraphQL: it does not
 * parse, check, authorize, sign, limit or shape, and keeps joining keys in the answer. Equal representations
 * are sent once; equal fetches are not merged.
 */

const { SHAPE_FOLDER, PORT, CLIENT } = process.env;
const file = (name) => JSON.parse(readFileSync(join(SHAPE_FOLDER, name), 'utf8'));
const posts = new Map(
  file('subgraphs.json').map(({ name, url }) => [
    name,
    CLIENT === 'lean' ? leanClient(url) : undiciClient(url),
  ]),
);
const runs = new Map(Object.entries(file('plans.json')).map(([query, plan]) => [query, compileRoot(plan)]));

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const { query, variables } = JSON.parse(
      chunks.length === 1 ? chunks[0].toString() : Buffer.concat(chunks).toString(),
    );
    const text = Buffer.from(await runs.get(query)(variables));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
    response.end(text);
  });
}).listen(Number(PORT), '127.0.0.1');

function undiciClient(url) {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: 64 });
  const headers = { 'content-type': 'application/json' };
  return async (body) => {
    const response = await pool.request({ method: 'POST', path: pathname, headers, body });
    return response.body.text();
  };
}

function compileRoot(plan) {
  // One fetch is the whole answer, so its text is passed through.
  if (plan.kind === 'root') return sender(plan.fetch);
  const run = compile(plan);
  return async (variables) => {
    const data = {};
    await run(data, variables);
    return JSON.stringify({ data });
  };
}

function compile(node) {
  switch (node.kind) {
    case 'sequence': {
      const steps = node.nodes.map(compile);
      return async (data, variables) => {
        for (const step of steps) await step(data, variables);
      };
    }
    case 'parallel': {
      const branches = node.nodes.map(compile);
      return (data, variables) => Promise.all(branches.map((branch) => branch(data, variables)));
    }
    case 'root': {
      const send = sender(node.fetch);
      return async (data, variables) => merge(data, JSON.parse(await send(variables)).data);
    }
    case 'entities':
      return entities(node);
    default:
      throw new Error(`the floor does not do ${node.kind}`);
  }
}

function entities({ fetch, inputs: [{ responseKey, variable, paths, requires }] }) {
  const post = posts.get(fetch.subgraph);
  const head = `{"query":${JSON.stringify(fetch.text)},"variables":{${JSON.stringify(variable)}:[`;
  const path = paths[0].flatMap((segment) => (segment.kind === 'field' ? [segment.name] : []));
  const represent = representer(requires);
  return async (data) => {
    const positions = new Map();
    const targets = [];
    visit(data, path, 0, (target) => {
      const text = represent(target);
      const position = positions.get(text);
      if (position === undefined) {
        positions.set(text, targets.length);
        targets.push([target]);
      } else targets[position].push(target);
    });
    if (targets.length === 0) return;
    const found = JSON.parse(await post(`${head}${[...positions.keys()].join(',')}]}}`)).data[responseKey];
    for (let index = 0; index < found.length; index += 1) {
      for (const target of targets[index]) merge(target, found[index]);
    }
  };
}

/** All requirements here are plain fields of one type. */
function representer(requires) {
  const names = requires.flatMap(({ kind, name, selections }) =>
    kind === 'field' ? [name] : selections.map((field) => field.name),
  );
  return (target) => {
    let text = '{';
    for (const name of names) text += `${text === '{' ? '' : ','}"${name}":${JSON.stringify(target[name])}`;
    return `${text}}`;
  };
}

function visit(value, path, at, found) {
  if (Array.isArray(value)) for (const item of value) visit(item, path, at, found);
  else if (at === path.length) found(value);
  else if (value) visit(value[path[at]], path, at + 1, found);
}

function merge(into, from) {
  for (const key in from) {
    const [old, value] = [into[key], from[key]];
    if (typeof old !== 'object' || old === null) into[key] = value;
    else if (Array.isArray(old))
      for (let index = 0; index < old.length; index += 1) merge(old[index], value[index]);
    else merge(old, value);
  }
}

/** Sends a fetch of root fields with the client's variables. */
function sender({ subgraph, text }) {
  const post = posts.get(subgraph);
  const head = `{"query":${JSON.stringify(text)},"variables":`;
  return (variables) => post(`${head}${JSON.stringify(variables)}}`);
}
