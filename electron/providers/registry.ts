/**
 * Makes the provider that a thread's stored model names. It keeps one per server and key, because a provider learns what its server
 * can do while it is asked; the secret is read anew each time, and a changed one makes a new provider. It stores nothing.
 */
import { assertNever } from '../../shared/kernel/assertNever';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { ModelRef, ProviderError, ServerApi } from '../../shared/provider/model';
import type { ModelProvider } from '../ports/modelProvider';
import type { ServerOptions } from './askServer';
import { openaiChat } from './openaiChat';
import { openaiResponses } from './openaiResponses';
import { PLACEHOLDER_KEY } from './placeholderKey';
import { type Script, scripted } from './scripted';
import { OPENAI_URL, type ServerAddress, serverAddress } from './serverAddress';

export interface ProviderRegistry {
  /** The provider for a model, or why there is none: `auth` without a key, `bad_request` for a bad address, `bad_model` for an unknown script. */
  provider(ref: ModelRef): Result<ModelProvider, ProviderError>;
}

export function createProviderRegistry(parts: {
  readonly scripts: Readonly<Record<string, Script>>;
  readonly secret: (name: 'openai') => string | undefined;
}): ProviderRegistry {
  const servers = new Map<string, { readonly apiKey: string; readonly provider: ModelProvider }>();
  const known = (api: ServerApi, url: string, apiKey: string): ModelProvider => {
    const kept = servers.get(`${api} ${url}`);
    if (kept?.apiKey === apiKey) return kept.provider;
    const provider = MAKERS[api]({ apiKey, baseUrl: url });
    servers.set(`${api} ${url}`, { apiKey, provider });
    return provider;
  };
  return {
    provider(ref) {
      switch (ref.api) {
        case 'scripted':
          return scriptedProvider(ref.script, parts.scripts);
        case 'responses':
        case 'chat':
          return serverProvider(ref, parts.secret('openai')?.trim(), known);
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

const MAKERS: Readonly<Record<ServerApi, (options: ServerOptions) => ModelProvider>> = {
  responses: openaiResponses,
  chat: openaiChat,
};

function serverProvider(
  ref: Extract<ModelRef, { api: ServerApi }>,
  key: string | undefined,
  known: (api: ServerApi, url: string, apiKey: string) => ModelProvider,
): Result<ModelProvider, ProviderError> {
  const server = serverAddress(ref.baseUrl ?? OPENAI_URL);
  if (!server.ok) return server;
  const apiKey = key || (isKeyless(ref.api, server.value) ? PLACEHOLDER_KEY : '');
  if (apiKey !== '') return ok(known(ref.api, server.value.url, apiKey));
  const message = `There is no key for the model server at ${server.value.name}: set OPENAI_API_KEY, or name a server of your own with OPENAI_BASE_URL.`;
  return err({ kind: 'auth', message });
}

/**
 * Whether a server may answer without a key. Chat Completions is what people serve themselves, on another machine too, and most of
 * those servers know no keys; one that does will say so. OpenAI's own is never asked in vain.
 */
function isKeyless(api: ServerApi, server: ServerAddress): boolean {
  return server.loopback || (api === 'chat' && server.hostname !== new URL(OPENAI_URL).hostname);
}
