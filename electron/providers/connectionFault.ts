import type { ProviderError } from '../../shared/provider/model';
import { type Asked, plainWords } from './serverFault';

const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection closed',
  UND_ERR_SOCKET: 'connection closed',
  ENOTFOUND: 'no host of that name',
  EAI_AGAIN: 'the name lookup failed',
  ENETUNREACH: 'no network',
  EHOSTUNREACH: 'no route to the host',
  ETIMEDOUT: 'timed out',
  UND_ERR_CONNECT_TIMEOUT: 'timed out',
  UND_ERR_HEADERS_TIMEOUT: 'timed out',
  UND_ERR_BODY_TIMEOUT: 'timed out',
};

/** Deepest chain of causes looked through: fetch, the package and TLS make three. */
const CAUSE_DEPTH = 6;

/** No answer came: the server could not be reached, or did not speak HTTP. */
export function unreachable(why: string, asked: Asked): ProviderError {
  const message = `Cannot reach the model server at ${asked.server} (${why}): check that it is up and that OPENAI_BASE_URL is right.`;
  return { kind: 'unreachable', message };
}

/** The answer began and did not end. What came is lost; asking again is safe. */
export function cut(why: string, asked: Asked): ProviderError {
  return { kind: 'cut', message: `The answer of the server at ${asked.server} was cut off (${why}): try again.` };
}

/** Why a connection failed, in a few words, from whatever was thrown. Never holds the key. */
export function connectionCause(thrown: unknown, key: string): string {
  let current = thrown;
  let last = '';
  for (let depth = 0; depth < CAUSE_DEPTH && current instanceof Error; depth++) {
    const code = 'code' in current && typeof current.code === 'string' ? current.code : undefined;
    if (code !== undefined) return CAUSES[code] ?? certificateCause(code) ?? code;
    last = current.message || last;
    current = current.cause;
  }
  return plainWords(last, key) || 'unknown cause';
}

const certificateCause = (code: string): string | undefined =>
  /CERT|SELF_SIGNED|ERR_TLS|ISSUER/.test(code) ? `its certificate cannot be trusted, ${code}` : undefined;
