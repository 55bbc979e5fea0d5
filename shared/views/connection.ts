import type { ProviderError, TokenUsage } from '../provider/model';
import { t } from '../words/t';
import { money, thousands } from './format';
import type { Mark } from './shape';

/** What came of asking a model server for one word. */
export type ConnectionResult =
  | { readonly result: 'works'; readonly ms: number; readonly usage: TokenUsage; readonly usd: number | null }
  | { readonly result: ConnectionFailure; readonly ms: number; readonly message: string };

export type ConnectionFailure =
  | 'no_key'
  | 'key_refused'
  | 'model_unknown'
  | 'wrong_api'
  | 'unreachable'
  | 'timeout'
  | 'quota'
  | 'rate_limited'
  | 'server'
  | 'refused'
  | 'cancelled';

/** The provider's error as a test names it. A server that answers, and not as the API does, speaks another one. */
export function failureOf({ kind, status, message }: ProviderError): Exclude<ConnectionFailure, 'cancelled'> {
  switch (kind) {
    case 'auth':
      return 'key_refused';
    case 'bad_model':
      return 'model_unknown';
    case 'unreachable':
      return /timed out/.test(message) ? 'timeout' : 'unreachable';
    case 'quota':
      return 'quota';
    case 'rate_limited':
      return 'rate_limited';
    case 'cut':
      return 'wrong_api';
    case 'server':
      return 'server';
    case 'bad_request':
      return status === undefined || status === 404 || status === 405 ? 'wrong_api' : 'refused';
    case 'context_full':
      return 'refused';
  }
}

const WORDS: Readonly<Record<ConnectionFailure, string>> = {
  no_key: t`No key`,
  key_refused: t`Key refused`,
  model_unknown: t`Model unknown`,
  wrong_api: t`Another API`,
  unreachable: t`Not reached`,
  timeout: t`No answer`,
  quota: t`Quota used up`,
  rate_limited: t`Rate limited`,
  server: t`Server failed`,
  refused: t`Refused`,
  cancelled: t`Cancelled`,
};

/** The answers that prove that server, API and key are right, although nothing was answered. */
const ALIVE: ReadonlySet<ConnectionFailure> = new Set(['quota', 'rate_limited']);

export interface ConnectionRow {
  readonly mark: Mark;
  /** What was seen and what it cost, or the cause with its remedy. */
  readonly words: string;
}

export function connectionRow(tested: ConnectionResult): ConnectionRow {
  if (tested.result === 'works') {
    return { mark: { shape: 'pass', word: t`Works` }, words: `${thousands(tested.ms, 0)} ms, ${costWords(tested)}` };
  }
  const word = WORDS[tested.result];
  if (tested.result === 'cancelled') return { mark: { shape: 'draft', word }, words: tested.message };
  return { mark: { shape: ALIVE.has(tested.result) ? 'limited' : 'failed', word }, words: tested.message };
}

/** `14 tokens, $0.00002`: what the test itself has spent; it is charged to no goal. */
function costWords({ usage, usd }: Extract<ConnectionResult, { result: 'works' }>): string {
  const tokens = t`${thousands(usage.input + usage.output, 0)} tokens`;
  return usd === null ? t`${tokens}, no price set` : `${tokens}, ${smallMoney(usd)}`;
}

/** A test mostly costs less than the cent that other figures are written in. */
function smallMoney(usd: number): string {
  return usd === 0 || usd >= 0.01 ? money(usd) : t`less than $0.01`;
}

/** What mends it from Settings; the provider's own remedies are those of the command line. */
const REMEDIES: Readonly<Record<Exclude<ConnectionFailure, 'cancelled'>, string>> = {
  no_key: t`Save a key below, or set OPENAI_API_KEY where Goalpost is started.`,
  key_refused: t`Replace the key, or use one whose project may use this model.`,
  model_unknown: t`Write the name as the server knows it.`,
  wrong_api: t`Check the server’s address (it usually ends in /v1), or choose the other API.`,
  unreachable: t`Check that the server is up and that its address is right.`,
  timeout: t`Check that the server is up; a model that is loaded first may need longer: test again.`,
  quota: t`Address, API and key are right. Wait for the reset, or raise the limit with the provider.`,
  rate_limited: t`Address, API and key are right. Test again in a moment.`,
  server: t`Test again in a moment.`,
  refused: t`Check the model and the API.`,
};

/** The cause of a failure, with what mends it from here. */
export function failureWords(result: Exclude<ConnectionFailure, 'cancelled'>, cause: string): string {
  return `${cause}. ${REMEDIES[result]}`;
}

/** A provider's sentence ends with a remedy that is the command line's: the cause alone. */
export function causeOf({ message }: Pick<ProviderError, 'message'>): string {
  return message.replace(/: [^:]*$/, '').replace(/\.$/, '');
}
