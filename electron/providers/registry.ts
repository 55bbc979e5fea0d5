/**
 * Makes the provider that a thread's stored model names. It keeps one per server and key, because a provider learns what its server
 * can do while it is asked; the secret is read anew each time, and a changed one makes a new provider. It stores nothing.
 */
import { assertNever } from '../../shared/kernel/assertNever';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { ModelRef, ProviderError } from '../../shared/provider/model';
import type { ModelProvider } from '../ports/modelProvider';
import { openaiResponses } from './openaiResponses';
import { type Script, scripted } from './scripted';
import { OPENAI_URL, serverAddress } from './serverAddress';

/** Sent to a server on this machine when there is no key: the package insists on one, local servers ignore it. */
export const PLACEHOLDER_KEY = 'no-key';

export interface ProviderRegistry {
  /** The provider for a model, or why there is none: `auth` without a key, `bad_request` for a bad address, `bad_model` for an unknown script. */
  provider(ref: ModelRef): Result<ModelProvider, ProviderError>;
}

export function createProviderRegistry(parts: {
  readonly scripts: Readonly<Record<string, Script>>;
  readonly secret: (name: 'openai') => string | undefined;
}): ProviderRegistry {
  const servers = new Map<string, { readonly apiKey: string; readonly provider: ModelProvider }>();
  const known: ServerProvider = (url, apiKey) => {
    const kept = servers.get(url);
    if (kept?.apiKey === apiKey) return kept.provider;
    const provider = openaiResponses({ apiKey, baseUrl: url });
    servers.set(url, { apiKey, provider });
    return provider;
  };
  return {
    provider(ref) {
      switch (ref.api) {
        case 'scripted':
          return scriptedProvider(ref.script, parts.scripts);
        case 'responses':
          return responsesProvider(ref.baseUrl, parts.secret('openai')?.trim(), known);
        default:
          return assertNever(ref);
      }
    },
  };
}

function scriptedProvider(name: string, scripts: Readonly<Record<string, Script>>): Result<ModelProvider, ProviderError> {
  const script = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  if (script) return ok(scripted(script));
  const known = Object.keys(scripts).join(', ') || 'none';
  return err({ kind: 'bad_model', message: `There is no script named "${name}": use one of these: ${known}.` });
}

type ServerProvider = (url: string, apiKey: string) => ModelProvider;

function responsesProvider(
  baseUrl: string | undefined,
  key: string | undefined,
  known: ServerProvider,
): Result<ModelProvider, ProviderError> {
  const server = serverAddress(baseUrl ?? OPENAI_URL);
  if (!server.ok) return server;
  const apiKey = key || (server.value.loopback ? PLACEHOLDER_KEY : '');
  if (apiKey !== '') return ok(known(server.value.url, apiKey));
  const message = `There is no key for the model server at ${server.value.name}: set OPENAI_API_KEY, or name a server of your own with OPENAI_BASE_URL.`;
  return err({ kind: 'auth', message });
}
