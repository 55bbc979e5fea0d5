import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExportedBundle, ExportProgress } from '../../shared/report/exported';
import { EXIT } from '../../shared/views/outcome';
import { environmentSecrets } from '../core/knownSecrets';
import { exportBundle } from '../export/export';
import type { ExportError } from '../export/parts';
import * as git from '../git/git';
import { createBlobReader } from '../store/blobReader';
import { onInterrupt } from './interrupt';
import type { Output } from './io';
import { mayHaveThread, openForReading } from './open';
import { unknownThread } from './ownThread';
import { painter } from './paint';
import { type CommonOptions, dataFolder } from './settings';

export interface ExportOptions extends CommonOptions {
  readonly out: string;
}

/** `goalpost export`: reads the log as it is, whoever owns the data folder, and writes a bundle. Ctrl-C leaves nothing behind. */
export async function exportCommand(thread: string, options: ExportOptions, output: Output): Promise<number> {
  const dataDir = dataFolder(options);
  if (!mayHaveThread(dataDir, thread)) return unknownThread(thread, output);
  const store = openForReading(dataDir);
  if (!store.ok) {
    output.fault(store.error);
    return EXIT.failed;
  }
  const cancelled = new AbortController();
  const listening = onInterrupt(() => cancelled.abort());
  try {
    const parts = {
      store: store.value,
      blobs: createBlobReader(join(dataDir, 'blobs')),
      git,
      secrets: environmentSecrets(process.env),
      now: Date.now,
      app: await packageVersion(),
    };
    const onProgress = options.json ? () => undefined : tellSometimes(output);
    const made = await exportBundle(parts, { thread, target: options.out, signal: cancelled.signal, onProgress });
    return made.ok ? told(made.value, options, output) : failed(made.error, output);
  } finally {
    listening.dispose();
    store.value.dispose();
  }
}

/** A short export says nothing but its result; a long one says how far it is about as often as a person looks. */
const TELL_EVERY_MS = 3_000;

function tellSometimes(output: Output): (progress: ExportProgress) => void {
  let last = Date.now();
  return ({ words, done, of }) => {
    if (Date.now() - last < TELL_EVERY_MS) return;
    last = Date.now();
    output.fault(of > done ? `${words}, ${done} of ${of}` : `${words}, ${done}`);
  };
}

function told(bundle: ExportedBundle, options: ExportOptions, output: Output): number {
  if (options.json) output.out(JSON.stringify({ type: 'bundle', ...bundle }));
  else for (const line of bundleLines(bundle, output)) output.out(line);
  return EXIT.complete;
}

/** The command line reads no keychain: what stands there is known to the window alone. */
const KEYCHAIN =
  'A key that the window keeps in the keychain is known here by its form alone; the window takes it out by its value.';

function bundleLines(bundle: ExportedBundle, { color }: Output): readonly string[] {
  const paint = painter(color);
  const redacted = bundle.redactions === 0 ? 'nothing redacted' : `${bundle.redactions} redacted, as the report says`;
  return [
    `${bundle.path}: ${bundle.files} files, ${bundle.bytes.toLocaleString('en-US')} bytes, ${redacted}`,
    paint('quiet', `Looked for ${bundle.lookedFor}. ${KEYCHAIN}`),
    ...bundle.absent.map((words) => `${paint('asks', 'Missing')} ${words}`),
    `Record digest  ${bundle.recordDigest}`,
    `Final digest   ${paint('strong', bundle.digest)}`,
    paint('quiet', 'Keep the final digest somewhere else: a bundle that somebody made anew ends with another one.'),
  ];
}

function failed({ code, message }: ExportError, output: Output): number {
  output.fault(message);
  if (code === 'cancelled') return EXIT.interrupted;
  return code === 'write_failed' || code === 'unreadable' ? EXIT.failed : EXIT.badUsage;
}

/** The app's version, as its own package says it. */
async function packageVersion(): Promise<string> {
  const file = join(dirname(fileURLToPath(import.meta.url)), '..', 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { readonly version?: string };
  return manifest.version ?? 'unknown';
}
