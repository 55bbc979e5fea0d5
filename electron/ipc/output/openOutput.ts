import { err, ok, type Result } from '../../../shared/kernel/result';
import type { BlobStore } from '../../store/blobStore';
import type { CorePart, Fault } from '../ipc';

export type StoredFile = Extract<Awaited<ReturnType<BlobStore['open']>>, { readonly ok: true }>['value'];

/** A stored output, open for reading. A disk that fails later is thrown as the store's failure, which the door tells in its words. */
export async function openOutput(blobs: CorePart['blobs'], sha256: string): Promise<Result<StoredFile, Fault>> {
  const opened = await blobs.open({ sha256 });
  if (opened.ok) return ok(opened.value);
  const { code, message } = opened.error;
  if (code === 'missing') return err({ code: 'missing', message: 'This output is not stored here any more.' });
  return err({ code: 'store', message });
}
