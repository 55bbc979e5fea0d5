import { err, ok, type Result } from '../../shared/kernel/result';
import type { ProviderError } from '../../shared/provider/model';

/** Where the `openai` package asks when nothing else is named. */
export const OPENAI_URL = 'https://api.openai.com/v1';

const DEFAULT_PORT: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

export interface ServerAddress {
  /** What the `openai` package is given. */
  readonly url: string;
  readonly hostname: string;
  readonly port: number;
  /** `host:port` as messages name it: never the user part of the address, never the key. */
  readonly name: string;
  /** The server runs on this machine, so that asking it without a key gives nothing away. */
  readonly loopback: boolean;
}

/** Reads a base URL. A bad one is `bad_request`: asking again would not help. */
export function serverAddress(baseUrl: string): Result<ServerAddress, ProviderError> {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const standard = url && DEFAULT_PORT[url.protocol];
  if (!url || standard === undefined) return refused('is not a web address');
  if (url.username || url.password) return refused('holds a user name or a password, which cannot be sent');
  const port = url.port === '' ? standard : Number(url.port);
  return ok({
    url: url.href,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port,
    name: `${url.hostname}:${port}`,
    loopback: /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname),
  });
}

function refused(why: string): Result<never, ProviderError> {
  return err({
    kind: 'bad_request',
    message: `The model server's address ${why}: set OPENAI_BASE_URL to one like ${OPENAI_URL}.`,
  });
}
