/**
 * Returns the key pair of this browser for `dpop`, kept in IndexedDB. It is not extractable, so tokens that a
 * script steals from the page are useless elsewhere.
 *
 * @param name name of the database
 */
export async function browserKeyPair(name = 'civic-graph'): Promise<CryptoKeyPair> {
  const database = await open(name);
  try {
    const known: unknown = await requested(database.transaction(keys).objectStore(keys).get(only));
    if (known !== undefined) return known as CryptoKeyPair;
    const made = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ]);
    return await keepFirst(database, made);
  } finally {
    database.close();
  }
}

const keys = 'keys';
const only = 'dpop';

function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(keys);
  return requested(request);
}

/** Returns the first stored key if two tabs generate one at the same time. */
async function keepFirst(database: IDBDatabase, made: CryptoKeyPair): Promise<CryptoKeyPair> {
  const store = database.transaction(keys, 'readwrite').objectStore(keys);
  const known: unknown = await requested(store.get(only));
  if (known !== undefined) return known as CryptoKeyPair;
  await requested(store.put(made, only));
  return made;
}

function requested<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
