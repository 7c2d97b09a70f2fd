import { PublicError } from '@civic-graph/errors';

/** None of the client's accepted media types is supported (RFC 9110, section 15.5.7). */
export class NotAcceptable extends PublicError {
  constructor() {
    super(
      'BAD_REQUEST',
      'Accept must allow application/graphql-response+json, application/json or text/event-stream, in UTF-8.',
    );
  }

  override get status(): number {
    return 406;
  }
}

/** A subscription has no single answer; it needs an event stream. */
export class NotOneAnswer extends PublicError {
  constructor() {
    super(
      'BAD_REQUEST',
      'A subscription is answered with events: ask for text/event-stream in Accept, or use a WebSocket (graphql-transport-ws).',
    );
  }

  override get status(): number {
    return 406;
  }
}

/**
 * A method that the path does not support (RFC 9110, section 15.5.6); the answer lists the supported ones.
 */
export class MethodNotAllowed extends PublicError {
  readonly allow: string;

  constructor(allow: string) {
    super('BAD_REQUEST', `Only ${allow} are answered here.`);
    this.allow = allow;
  }

  override get status(): number {
    return 405;
  }
}
