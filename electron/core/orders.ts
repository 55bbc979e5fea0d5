import { z } from 'zod';
import { Budget } from '../../shared/goal/contract';
import { ok } from '../../shared/kernel/result';
import type { Command } from '../../shared/thread/commands';
import { outcomeOf } from '../../shared/views/outcome';
import { RevertWhat } from '../../shared/workspace/revert';
import type { Core } from '../core';
import { prepared } from './answers';
import { carryOutPlaceOrder, type PlaceAnswer, PlaceOrder } from './placeOrders';

/** What one process may ask of the one that owns the data folder. Everything else is refused at the door. */
export const Order = z.strictObject({
  thread: z.string().min(1),
  command: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('thread.archive'), by: z.literal('user'), archived: z.boolean() }),
    z.strictObject({ type: z.literal('thread.pin'), by: z.literal('user'), pinned: z.boolean() }),
    z.strictObject({ type: z.literal('goal.pause'), by: z.literal('user'), reason: z.string() }),
    z.strictObject({ type: z.literal('goal.wrap_up'), by: z.literal('user') }),
    z.strictObject({ type: z.literal('goal.clear'), by: z.literal('user'), reason: z.string() }),
    z.strictObject({ type: z.literal('sandbox.waive'), by: z.literal('user'), words: z.string().max(1_000) }),
    z.strictObject({ type: z.literal('sandbox.restore'), by: z.literal('user'), reason: z.string() }),
    z.strictObject({ type: z.literal('input.queue'), text: z.string(), steer: z.literal(true).optional() }),
    z.strictObject({ type: z.literal('permission.revoke'), by: z.literal('user'), grant: z.string() }),
    z.strictObject({ type: z.literal('budget.change'), by: z.literal('user'), budget: Budget }),
    z.strictObject({ type: z.literal('question.answer'), question: z.string(), answer: z.string(), name: z.string().optional() }),
    z.strictObject({
      type: z.literal('tree.revert'),
      by: z.literal('user'),
      what: RevertWhat,
      from: z.string().optional(),
      to: z.string().optional(),
    }),
    z.strictObject({ type: z.literal('checkpoints.prune'), by: z.literal('user') }),
  ]),
});
export type Order = z.infer<typeof Order>;

export const OrderAnswer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), status: z.string(), reason: z.string() }),
  z.strictObject({ ok: z.literal(false), code: z.string(), message: z.string() }),
]);
export type OrderAnswer = z.infer<typeof OrderAnswer>;

/** Answers an order after its events are on disk, and after what it costs no model to do has been done. */
export async function serveOrder(core: Core, raw: unknown): Promise<OrderAnswer | PlaceAnswer> {
  const place = PlaceOrder.safeParse(raw);
  if (place.success) return carryOutPlaceOrder(core, place.data);
  const parsed = Order.safeParse(raw);
  if (!parsed.success) return { ok: false, code: 'bad_order', message: `The order is not understood: ${parsed.error.message}` };
  return carryOut(core, parsed.data.thread, parsed.data.command);
}

export async function carryOut(core: Core, thread: string, command: Command): Promise<OrderAnswer> {
  const state = core.engine.state(thread);
  const looked = state ? await prepared(core, state, command) : ok(command);
  if (!looked.ok) return { ok: false, ...looked.error };
  const submitted = core.engine.submit(thread, looked.value);
  if (!submitted.ok) return { ok: false, code: submitted.error.code, message: submitted.error.message };
  return { ok: true, ...outcomeOf(submitted.value) };
}
