import type { ParsedParams, Results } from '../../shared/ipc/methods';
import { ok, type Result } from '../../shared/kernel/result';
import { answeredPage } from '../../shared/views/answeredPage';
import type { CorePart, Fault } from './ipc';

/** Rows of one page: a few screens. */
const PAGE = 50;

/** A page of what people have answered, with what the thread list tells of each thread. */
export function answered(core: CorePart, { after }: ParsedParams<'inbox/answered'>): Result<Results['inbox/answered'], Fault> {
  const listed = core.engine.listed().flatMap((one) => ('listing' in one ? [[one.thread, one.listing.row] as const] : []));
  const threads = new Map(listed);
  return ok(answeredPage(core.store, { after, most: PAGE, rowOf: (thread) => threads.get(thread) }));
}
