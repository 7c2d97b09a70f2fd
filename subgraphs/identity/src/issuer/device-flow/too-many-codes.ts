import { errors } from 'oidc-provider';

/** A site has no attempts left; unlike for a wrong code, the provider answers with its status. */
export class TooManyCodes extends errors.OIDCProviderError {
  constructor() {
    super(429, 'slow_down');
  }
}
