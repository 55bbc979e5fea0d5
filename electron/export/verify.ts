import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { err, ok, type Result } from '../../shared/kernel/result';
import { type BundleFile, CHAIN_FILE } from '../../shared/report/chain';
import { type BundleSource, type Finding, openBundle } from './bundleSource';
import { checkChain } from './checkChain';
import { systemFault } from './systemFault';

export interface VerifiedBundle {
  /** Nothing was found: every entry and every byte is as it was when the last entry was written. */
  readonly whole: boolean;
  readonly findings: readonly Finding[];
  /** The hash of the last entry; null where there is none that reads. */
  readonly digest: string | null;
  readonly recordDigest: string | null;
  readonly thread: string | null;
  readonly exportedAt: number | null;
  readonly entries: number;
  readonly files: number;
  /** Files that differ from what was recorded by redaction, as the chain says. */
  readonly redactedFiles: number;
}

export interface VerifyOrder {
  /** Compared with the bundle's own, where somebody kept it. */
  readonly digest?: string;
  readonly signal: AbortSignal;
}

/**
 * Proves a bundle, folder or zip, against its own chain: every entry follows from the one before it, and every file is there, is in
 * the chain, and is byte for byte what its entry says. The error is that there is nothing to look at.
 */
export async function verifyBundle(path: string, order: VerifyOrder): Promise<Result<VerifiedBundle, string>> {
  const place = resolve(path);
  let source: BundleSource;
  try {
    source = await openBundle(place, order.signal);
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT')
      return err(`${place} is not there. Name a bundle's folder or .zip file.`);
    return err(systemFault(thrown, place));
  }
  try {
    return ok(await verified(source, order));
  } finally {
    await source.dispose();
  }
}

async function verified(source: BundleSource, { digest, signal }: VerifyOrder): Promise<VerifiedBundle> {
  const findings: Finding[] = [...source.findings];
  const chain = await checkChain(source, signal);
  findings.push(...chain.findings, ...(await checkFiles(source, chain.files, signal)));
  if (digest !== undefined && chain.digest !== digest.toLowerCase()) findings.push(otherDigest(digest, chain.digest));
  return {
    whole: findings.length === 0,
    findings,
    digest: chain.digest,
    recordDigest: chain.recordDigest,
    thread: chain.begin?.thread ?? null,
    exportedAt: chain.begin?.exportedAt ?? null,
    entries: chain.entries,
    files: source.files.size,
    redactedFiles: [...chain.files.values()].filter((file) => file.original !== undefined).length,
  };
}

function otherDigest(kept: string, own: string | null): Finding {
  const message = `ends with ${own ?? 'no digest'}, not with ${kept}: it is another bundle, or its whole chain was made anew`;
  return { place: CHAIN_FILE, message };
}

async function checkFiles(
  source: BundleSource,
  listed: ReadonlyMap<string, BundleFile>,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const file of listed.values()) {
    signal.throwIfAborted();
    const message = await fileProblem(source, file);
    if (message !== undefined) findings.push({ place: file.path, message });
  }
  for (const path of source.files.keys()) {
    if (path !== CHAIN_FILE && !listed.has(path)) findings.push({ place: path, message: 'is not in the chain: it was added' });
  }
  return findings;
}

async function fileProblem(source: BundleSource, file: BundleFile): Promise<string | undefined> {
  const size = source.files.get(file.path);
  if (size === undefined) return 'is missing';
  if (size !== file.bytes) return `has ${size} bytes, the chain says ${file.bytes}`;
  const hash = createHash('sha256');
  try {
    for await (const chunk of await source.open(file.path)) hash.update(chunk as Buffer);
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    return `does not read: ${thrown.message}`;
  }
  return hash.digest('hex') === file.sha256 ? undefined : 'was changed: its content is not what the chain says';
}
