/**
 * The key of this browser for `dpop`. It is kept in IndexedDB and cannot be exported: a script that steals
 * the tokens of a page cannot use them elsewhere.
 *
 * @param name of the database
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

/** Of two tabs that make a key at once, both use the first one's. */
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
