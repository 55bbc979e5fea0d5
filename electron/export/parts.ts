import type { ExportProgress } from '../../shared/report/exported';
import type { KnownSecret } from '../../shared/report/redactor';
import type * as Git from '../git/git';
import type { BlobStore } from '../store/blobStore';
import type { EventStore } from '../store/eventStore';

export interface ExportParts {
  readonly store: Pick<EventStore, 'events'>;
  readonly blobs: Pick<BlobStore, 'stream'>;
  readonly git: Pick<typeof Git, 'patchBetween' | 'changesBetween'>;
  /** Taken out wherever their values stand. */
  readonly secrets: readonly KnownSecret[];
  readonly now: () => number;
  /** The app's version. */
  readonly app: string;
}

export interface ExportOrder {
  readonly thread: string;
  /** A folder that is made, or a file ending in `.zip`. Neither may be there already. */
  readonly target: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ExportProgress) => void;
}

export interface ExportError {
  readonly code: 'no_thread' | 'no_goal' | 'exists' | 'unreadable' | 'cancelled' | 'write_failed';
  readonly message: string;
}
