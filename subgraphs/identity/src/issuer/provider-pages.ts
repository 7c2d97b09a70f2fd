import type { Client, ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import type { Device } from './device-flow/device.ts';

/** Pages outside an interaction. Implemented in `sign-in/`. */
export interface ProviderPages {
  /** Asks whether to sign out. `form` is the provider's form, which the page's buttons submit. */
  signOut(ctx: KoaContextWithOIDC, form: string): void;
  /** Sign-out without a session. `form` continues, back to the app if the request named a URL. */
  notSignedIn(ctx: KoaContextWithOIDC, form: string): void;
  signedOut(ctx: KoaContextWithOIDC): void;
  /** An authorization request that cannot return to its app, because the sender is unknown. */
  failed(ctx: KoaContextWithOIDC, error: ErrorOut): void;
  /**
   * Asks for the code that a device shows (RFC 8628, section 3.3); `error` is what became of the last one.
   */
  enterCode(ctx: KoaContextWithOIDC, out: ErrorOut | undefined, error: Error | undefined): void;
  /** Asks whether the person has started this sign-in on this device. */
  confirmDevice(ctx: KoaContextWithOIDC, form: string, request: DeviceRequest): void;
  /** The device is signed in. */
  deviceSignedIn(ctx: KoaContextWithOIDC): void;
  /** Too many wrong codes were typed here. */
  tooManyCodes(ctx: KoaContextWithOIDC): void;
}

/** What a device asks for. */
export interface DeviceRequest {
  readonly client: Client;
  readonly device: Device;
  /** As the device shows it. */
  readonly userCode: string;
}
