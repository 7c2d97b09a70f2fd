import { createPublicKey } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { exportPKCS8, generateKeyPair } from 'jose';
import { z } from 'zod';
import { CommandError } from '../command-error.ts';
import { parsePrivateKey, readPrivateKey } from '../sign-in/read-key.ts';
import type { GraphClient } from './graph-client.ts';

const machineClient = z.object({
  id: z.string(),
  subgraph: z.string(),
  keyThumbprint: z.string(),
  registeredAt: z.string(),
  removedAt: z.string().nullable(),
});
export type MachineClient = z.infer<typeof machineClient>;

const fields = 'id subgraph keyThumbprint registeredAt removedAt';

/**
 * Registers the public part of a key.
 * @param path file of the private key; made where there is none
 */
export async function register(graph: GraphClient, subgraph: string, path: string): Promise<MachineClient> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  const { key } = isThere ? await readPrivateKey(path) : await makeKey(path);
  const input = { subgraph, publicKey: JSON.stringify(createPublicKey(key).export({ format: 'jwk' })) };
  const { registerMachineClient: result } = await graph.send(
    `mutation Register($input: RegisterMachineClientInput!) { registerMachineClient(input: $input) {
      __typename ... on MachineClientRegistered { client { ${fields} } } ... on MachineClientInvalid { message } } }`,
    { input },
    z.object({
      registerMachineClient: z.discriminatedUnion('__typename', [
        z.object({ __typename: z.literal('MachineClientRegistered'), client: machineClient }),
        z.object({ __typename: z.literal('MachineClientInvalid'), message: z.string() }),
      ]),
    }),
  );
  if (result.__typename === 'MachineClientInvalid') throw new CommandError(result.message);
  return result.client;
}

/** Ed25519, readable by the user alone; an existing file is never replaced. */
async function makeKey(path: string) {
  const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  const text = await exportPKCS8(privateKey);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${text}\n`);
  } finally {
    await file.close();
  }
  return parsePrivateKey(text, path);
}

export async function list(graph: GraphClient, agency: string): Promise<readonly MachineClient[]> {
  const data = await graph.send(
    `query Programs($id: ID!) { agency(id: $id) { machineClients { ${fields} } } }`,
    { id: agency },
    z.object({ agency: z.object({ machineClients: z.array(machineClient).nullable() }).nullable() }),
  );
  return data.agency?.machineClients ?? [];
}

/** @throws CommandError where there is no such program of the caller's agency */
export async function remove(graph: GraphClient, id: string): Promise<MachineClient> {
  const { removeMachineClient: result } = await graph.send(
    `mutation Remove($input: RemoveMachineClientInput!) { removeMachineClient(input: $input) {
      __typename ... on MachineClientRemoved { client { ${fields} } } ... on MachineClientNotFound { message } } }`,
    { input: { id } },
    z.object({
      removeMachineClient: z.discriminatedUnion('__typename', [
        z.object({ __typename: z.literal('MachineClientRemoved'), client: machineClient }),
        z.object({ __typename: z.literal('MachineClientNotFound'), message: z.string() }),
      ]),
    }),
  );
  if (result.__typename === 'MachineClientNotFound') throw new CommandError(result.message);
  return result.client;
}
