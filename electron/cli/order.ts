import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { EXIT, outcomeOf } from '../../shared/views/outcome';
import { asksFile } from '../core/fileAnswers';
import { carryOut, type Order, OrderAnswer } from '../core/orders';
import { loadThread } from '../engine/load';
import { sendToOwner } from '../store/owner';
import type { Output } from './io';
import { mayHaveThread, openForReading, openOwned, sandboxNeed } from './open';
import { type CommonOptions, dataFolder } from './settings';

/** `goalpost pause | answer | say | clear`: told to the process that owns the data folder, or carried out here where none does. */
export async function orderCommand(order: Order, options: CommonOptions, output: Output): Promise<number> {
  const dataDir = dataFolder(options);
  return tellAnswer(await giveOrder(fromHere(order, dataDir), dataDir), order.thread, options, output);
}

/** The exit code that an order's answer comes to, which is told. */
export function tellAnswer(answered: OrderAnswer, thread: string, options: CommonOptions, output: Output): number {
  if (!answered.ok) {
    output.fault(answered.message);
    return answered.code === 'unreachable' || answered.code === 'store' ? EXIT.failed : EXIT.badUsage;
  }
  const { status, reason } = answered;
  output.out(options.json ? JSON.stringify({ type: 'answer', thread, status, reason }) : `${thread}: ${status} (${reason})`);
  return EXIT.complete;
}

/** A file that a person names is meant from where they stand; whoever carries the order out stands somewhere else. */
function fromHere(order: Order, dataDir: string): Order {
  const { command, thread } = order;
  if (command.type !== 'question.answer' || command.answer.trim() === '') return order;
  const store = openForReading(dataDir);
  if (!store.ok) return order;
  try {
    const { state } = loadThread(store.value, thread);
    const here = resolve(command.answer.trim());
    return state && asksFile(state, command.question) && existsSync(here)
      ? { thread, command: { ...command, answer: here } }
      : order;
  } finally {
    store.value.dispose();
  }
}

/** Tells an order to the process that owns the data folder, or carries it out here, with what it costs no model to do. */
export async function giveOrder(order: Order, dataDir: string): Promise<OrderAnswer> {
  const sent = await tellOwner(order, dataDir);
  if (sent) return sent;
  return mayHaveThread(dataDir, order.thread) ? carryOutHere(order, dataDir) : noThread(order.thread);
}

/** What the process that owns the data folder answers to an order; undefined where none does. */
export async function tellOwner(order: Order, dataDir: string): Promise<OrderAnswer | undefined> {
  const sent = await sendToOwner(dataDir, order);
  if (sent.ok) return OrderAnswer.parse(sent.value);
  if (sent.error.code === 'no_owner') return undefined;
  return { ok: false, code: 'unreachable', message: sent.error.message };
}

function noThread(thread: string): OrderAnswer {
  const message = `There is no thread "${thread}" in this data folder. \`goalpost list\` shows those there are.`;
  return { ok: false, code: 'no_thread', message };
}

async function carryOutHere(order: Order, dataDir: string): Promise<OrderAnswer> {
  // The word itself needs no sandbox, and giving it where there is none is what it is for.
  const aboutSandbox = order.command.type === 'sandbox.waive' || order.command.type === 'sandbox.restore';
  const core = await openOwned(dataDir, aboutSandbox ? 'look' : sandboxNeed(dataDir, order.thread));
  if (!core.ok) return { ok: false, code: 'unreachable', message: core.error };
  const { engine } = core.value;
  try {
    if (!engine.state(order.thread)) return noThread(order.thread);
    const recovered = engine.submit(order.thread, { type: 'thread.recover' });
    if (!recovered.ok) return { ok: false, ...recovered.error };
    const answer = await carryOut(core.value, order.thread, order.command);
    if (!answer.ok) return answer;
    engine.drive(order.thread, 'without_model');
    await engine.settled(order.thread);
    const state = engine.state(order.thread);
    return state ? { ok: true, ...outcomeOf(state) } : answer;
  } finally {
    await core.value.dispose();
  }
}
