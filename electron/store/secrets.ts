import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/kernel/result';
import { syncFolder } from './fsync';
import { type StoreError, storeErrorFrom } from './storeError';

export type SecretName = 'openai';

/** The operating system's keychain encryption. `encrypt` and `decrypt` throw where the keychain refuses. */
export interface Keychain {
  readonly state: { readonly available: true } | { readonly available: false; readonly reason: string };
  encrypt(text: string): Uint8Array;
  decrypt(bytes: Uint8Array): string;
}

export interface SecretsOptions {
  readonly file: string;
  readonly keychain: Keychain;
  /** What the environment holds, for machines without a keychain and for people who keep keys there. */
  readonly environment: (name: SecretName) => string | undefined;
}

export type SecretsError = StoreError | { readonly code: 'no_keychain'; readonly message: string };

/**
 * Secrets, kept encrypted by the keychain in a file of the data folder, or taken from the environment where there is none. It never
 * writes one in plain text, and a file that cannot be decrypted here (another login, another machine) stays as it is.
 */
export interface Secrets {
  /** A saved secret goes before the environment's. */
  get(name: SecretName): string | undefined;
  where(name: SecretName): 'keychain' | 'environment' | 'none';
  /** Why a saved secret could not be read at the start; undefined where nothing was wrong. */
  readonly fault: string | undefined;
  save(name: SecretName, secret: string): Promise<Result<void, SecretsError>>;
  remove(name: SecretName): Promise<Result<void, SecretsError>>;
}

const SecretsFile = z.strictObject({ version: z.literal(1), openai: z.base64().optional() });
type SecretsFile = z.infer<typeof SecretsFile>;

export async function openSecrets(options: SecretsOptions): Promise<Secrets> {
  const read = await readSecrets(options);
  return new FileSecrets(options, read.ok ? read.value : undefined, read.ok ? undefined : read.error);
}

class FileSecrets implements Secrets {
  readonly #options: SecretsOptions;
  #saved: string | undefined;
  readonly fault: string | undefined;

  constructor(options: SecretsOptions, saved: string | undefined, fault: string | undefined) {
    this.#options = options;
    this.#saved = saved;
    this.fault = fault;
  }

  get(name: SecretName): string | undefined {
    return this.#saved ?? this.#options.environment(name);
  }

  where(name: SecretName): 'keychain' | 'environment' | 'none' {
    if (this.#saved !== undefined) return 'keychain';
    return this.#options.environment(name) === undefined ? 'none' : 'environment';
  }

  async save(name: SecretName, secret: string): Promise<Result<void, SecretsError>> {
    const { keychain, file } = this.#options;
    if (!keychain.state.available) return err({ code: 'no_keychain', message: keychain.state.reason });
    try {
      const encrypted = Buffer.from(keychain.encrypt(secret)).toString('base64');
      await writeSecrets(file, { version: 1, [name]: encrypted });
    } catch (thrown) {
      return err(secretsError(thrown, file));
    }
    this.#saved = secret;
    return ok(undefined);
  }

  async remove(_name: SecretName): Promise<Result<void, SecretsError>> {
    try {
      await rm(this.#options.file, { force: true });
    } catch (thrown) {
      return err(storeErrorFrom(thrown, this.#options.file));
    }
    this.#saved = undefined;
    return ok(undefined);
  }
}

function secretsError(thrown: unknown, file: string): SecretsError {
  if (!(thrown instanceof Error)) throw thrown;
  if ('code' in thrown) return storeErrorFrom(thrown, file);
  return {
    code: 'no_keychain',
    message: `The keychain refused to encrypt the key (${thrown.message}). Unlock it and try again.`,
  };
}

/** The saved secret; undefined where none is. The error is a sentence that names the file and never its content. */
async function readSecrets({ file, keychain }: SecretsOptions): Promise<Result<string | undefined, string>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    const { code } = storeErrorFrom(thrown, file);
    return code === 'missing' ? ok(undefined) : err(`${file} cannot be read. Save the key again.`);
  }
  return decrypted(file, keychain, parseFile(text));
}

function decrypted(file: string, keychain: Keychain, parsed: SecretsFile | undefined): Result<string | undefined, string> {
  if (!parsed) return err(`${file} does not read as this app wrote it. Save the key again.`);
  if (parsed.openai === undefined) return ok(undefined);
  if (!keychain.state.available) return err(`${file} holds a key that cannot be decrypted now: ${keychain.state.reason}`);
  try {
    return ok(keychain.decrypt(Buffer.from(parsed.openai, 'base64')));
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    return err(`${file} holds a key that this keychain does not decrypt. Save the key again.`);
  }
}

function parseFile(text: string): SecretsFile | undefined {
  try {
    return SecretsFile.safeParse(JSON.parse(text)).data;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

/** Whole or not at all, for this user's eyes alone, and on disk before it counts as saved. */
async function writeSecrets(file: string, content: SecretsFile): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  try {
    const handle = await open(draft, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(content)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
    await syncFolder(dirname(file));
  } finally {
    await rm(draft, { force: true });
  }
}
