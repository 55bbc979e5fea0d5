import { open } from 'node:fs/promises';
import { stripEscapes } from '../../shared/evidence/excerpt';
import type { BundleFile } from '../../shared/report/chain';
import type { FileView } from '../../shared/report/report';
import type { BundleFolder } from './bundleFolder';

/** Of each end: a screenful in a report, and little enough to hold for ten thousand pieces of evidence. */
const END_BYTES = 2 * 1024;

/** The first and last lines of a file of the bundle, secrets already taken out, as a reader sees them. */
export async function fileView(bundle: BundleFolder, file: BundleFile): Promise<FileView> {
  const handle = await open(bundle.place(file.path), 'r');
  try {
    if (file.bytes <= 2 * END_BYTES) return { file, head: shown(await part(handle, 0, file.bytes)), tail: '', cut: false };
    const head = shown(await part(handle, 0, END_BYTES));
    const tail = shown(await part(handle, file.bytes - END_BYTES, END_BYTES));
    return { file, head: head.slice(0, wholeLines(head)), tail: tail.slice(tail.indexOf('\n') + 1), cut: true };
  } finally {
    await handle.close();
  }
}

/** The beginning of a file as text, at most `bytes` of it. */
export async function fileStart(bundle: BundleFolder, path: string, bytes: number): Promise<string> {
  const handle = await open(bundle.place(path), 'r');
  try {
    return (await part(handle, 0, bytes)).toString('utf8');
  } finally {
    await handle.close();
  }
}

async function part(handle: Awaited<ReturnType<typeof open>>, from: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  const { bytesRead } = await handle.read(buffer, 0, bytes, from);
  return buffer.subarray(0, bytesRead);
}

function shown(bytes: Buffer): string {
  return stripEscapes(bytes.toString('utf8')).replace(/\r\n?/g, '\n');
}

function wholeLines(text: string): number {
  const end = text.lastIndexOf('\n');
  return end < 0 ? text.length : end + 1;
}
