import { z } from 'zod';
import { BroughtResult } from '../../shared/thread/place';
import type { Core } from '../core';
import { BringOrder } from './bringResult';

/** What one process may ask of the owner of the data folder about a goal's place and result. */
export const PlaceOrder = z.union([
  z.strictObject({ thread: z.string().min(1), bring: BringOrder }),
  z.strictObject({ thread: z.string().min(1), removeWorktree: z.strictObject({ discard: z.boolean() }) }),
]);
export type PlaceOrder = z.infer<typeof PlaceOrder>;

export const PlaceAnswer = z.union([
  z.strictObject({ ok: z.literal(true), brought: BroughtResult, notes: z.array(z.string()) }),
  z.strictObject({ ok: z.literal(true), removed: z.string() }),
  z.strictObject({ ok: z.literal(false), code: z.string(), message: z.string() }),
]);
export type PlaceAnswer = z.infer<typeof PlaceAnswer>;

/** Answers after the effect and its event are on disk. */
export async function carryOutPlaceOrder({ places }: Pick<Core, 'places'>, order: PlaceOrder): Promise<PlaceAnswer> {
  if ('bring' in order) {
    const brought = await places.bring(order.thread, order.bring);
    if (!brought.ok) return failed(brought.error);
    return { ok: true, brought: brought.value.result, notes: [...brought.value.notes] };
  }
  const removed = await places.remove(order.thread, order.removeWorktree.discard);
  return removed.ok ? { ok: true, removed: removed.value.root } : failed(removed.error);
}

function failed({ code, message }: { readonly code: string; readonly message: string }): PlaceAnswer {
  return { ok: false, code, message };
}
