import type { RuleKind } from '../callers/callers-without.ts';

/** The entry through which a field is requested. */
export type Entry = 'root' | 'entities' | 'subscription';

/** Ways in which the server of these tests can break the protocol. */
export type Fault =
  | `ignores ${RuleKind} from ${Entry}`
  | `skips ${SkippedStep}`
  | 'accepts any signed method'
  | 'accepts any signed path'
  | 'accepts any signed principal'
  | 'accepts any signed request id'
  | 'allows no clock skew'
  | 'answers GET'
  | 'answers nothing'
  | 'answers one _entities'
  | 'answers with 17 MB'
  | 'closes idle connections'
  | 'digests characters'
  | 'ends streams without complete'
  | 'ends with the connection'
  | 'fails for an unknown entity'
  | 'forgets nonces'
  | 'forgets nonces of streams'
  | 'has a broken _service'
  | 'ignores the second key'
  | 'lacks a field'
  | 'names events message'
  | 'notes nonces late'
  | 'reads one signature'
  | 'redirects errors'
  | 'refuses anonymous reads'
  | 'refuses everybody'
  | 'refuses traceparent'
  | 'remembers nonces of queries'
  | 'reverses entities'
  | 'sends no heartbeat'
  | 'sends nothing at first'
  | 'streams as text/plain'
  | 'streams without a signature'
  | 'takes a mutation by its first word'
  | 'takes the algorithm of the header'
  | 'tells SQL'
  | 'tells the key'
  | 'tells unexpected errors'
  | 'unsigned _service'
  | 'writes text/plain';

/** Verification steps that can be skipped one at a time. */
export type SkippedStep =
  | 'algorithm'
  | 'coverage'
  | 'digest'
  | 'expires'
  | 'future'
  | 'key id'
  | 'lifetime'
  | 'parameters'
  | 'path query'
  | 'principal form'
  | 'signature'
  | 'tag';

export type Faults = ReadonlySet<Fault>;
