import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { Disposable } from '../../shared/kernel/lifecycle';
import { err, ok, type Result } from '../../shared/kernel/result';
import { livingHolder, removeHolder, writeHolder } from './holder';
import { askOwner } from './ownerClient';
import { takeOwnerLock } from './ownerLock';
import { serveOrders } from './ownerServer';
import { socketPath } from './ownerSocket';
import { processStart } from './processStart';
import { StoreFailure, storeErrorFrom } from './storeError';

/** Why a data folder could not be owned, or its owner not be reached: a sentence with a remedy, and who holds it where that is known. */
export interface OwnerError {
  readonly code: 'held' | 'no_owner' | 'unreachable' | 'failed';
  readonly message: string;
  readonly pid?: number;
}

/**
 * The one process that may write a data folder. It owns the folder's lock and the local socket on which it answers other
 * processes' orders; what an order means is the business of `serve`. Disposing stops answering and gives the folder up.
 */
export interface DataFolderOwner extends Disposable {
  readonly folder: string;
}

/** How an order is sent: `signal` gives up waiting for its answer (the owner may carry it out all the same). */
export interface SendOptions {
  readonly signal?: AbortSignal;
}

/**
 * Makes this process the owner of `folder` (made when missing) until it disposes or dies, whichever way it dies. Orders are JSON
 * values and so are their answers; what `serve` rejects with is told to the sender as the reason. `held`: another process owns it.
 */
export async function ownDataFolder(
  folder: string,
  serve: (order: unknown) => Promise<unknown>,
): Promise<Result<DataFolderOwner, OwnerError>> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const lock = takeOwnerLock(folder);
    if (!lock) return err(await heldBy(folder));
    try {
      // Only where the lock's file was removed under its holder's feet is there a living one now; it is believed.
      const holder = await livingHolder(folder);
      if (!holder || holder.pid === process.pid) return ok(await announce(folder, lock, serve));
      await lock.dispose();
      return err(await heldBy(folder));
    } catch (thrown) {
      await lock.dispose();
      throw thrown;
    }
  } catch (thrown) {
    return err(failed(folder, thrown));
  }
}

/** Sends an order to the process that owns `folder` and answers what it answered. `no_owner`: nobody does, so the caller may. */
export async function sendToOwner(
  folder: string,
  order: unknown,
  options: SendOptions = {},
): Promise<Result<unknown, OwnerError>> {
  const holder = await livingHolder(folder);
  if (!holder) return err({ code: 'no_owner', message: `No process has the data folder ${folder} open.` });
  const { pid, socket, token } = holder;
  const asked = await askOwner(socket, order, { token, ...options });
  if (asked.ok) return asked;
  const { refused, reason } = asked.error;
  if (refused) return err({ code: 'failed', message: reason, pid });
  return err({ code: 'unreachable', message: `${heldMessage(folder, pid)} It could not be reached: ${reason}`, pid });
}

async function announce(folder: string, lock: Disposable, serve: (order: unknown) => Promise<unknown>): Promise<DataFolderOwner> {
  const socket = await socketPath(folder);
  const token = randomUUID();
  const server = await serveOrders(socket, token, serve);
  try {
    await writeHolder(folder, { pid: process.pid, start: (await processStart(process.pid)) ?? '', socket, token });
    return new FolderOwner(folder, lock, server);
  } catch (thrown) {
    await server.dispose();
    throw thrown;
  }
}

class FolderOwner implements DataFolderOwner {
  readonly folder: string;
  readonly #lock: Disposable;
  readonly #server: Disposable;
  #released: Promise<void> | undefined;

  constructor(folder: string, lock: Disposable, server: Disposable) {
    this.folder = folder;
    this.#lock = lock;
    this.#server = server;
  }

  dispose(): Promise<void> {
    this.#released ??= this.#release();
    return this.#released;
  }

  // The lock goes last: a next owner must find neither our socket nor our name in its way.
  async #release(): Promise<void> {
    await this.#server.dispose();
    await removeHolder(this.folder);
    await this.#lock.dispose();
  }
}

// An owner that has just taken the lock has not written its name yet: then nobody is named rather than its dead predecessor.
async function heldBy(folder: string): Promise<OwnerError> {
  const pid = (await livingHolder(folder))?.pid;
  return { code: 'held', message: heldMessage(folder, pid), ...(pid === undefined ? {} : { pid }) };
}

function heldMessage(folder: string, pid: number | undefined): string {
  const who = pid === undefined ? 'Another process' : pid === process.pid ? `This process (${pid})` : `The process ${pid}`;
  return `${who} has the data folder ${folder} open. Close it, or use another folder with --data.`;
}

function failed(folder: string, thrown: unknown): OwnerError {
  if (thrown instanceof StoreFailure) return { code: 'failed', message: thrown.message };
  if (!(thrown instanceof Error) || !('code' in thrown)) throw thrown;
  const error = storeErrorFrom(thrown, folder);
  if (error.code === 'full') return { code: 'failed', message: error.message };
  return {
    code: 'failed',
    message: `The data folder ${folder} cannot be used: ${thrown.message}. See that it is a folder and writable.`,
  };
}
