import type { Disposable } from '../../shared/kernel/lifecycle';
import { err, type Result } from '../../shared/kernel/result';
import type { CommandOrder, SandboxError, WrappedCommand } from './command';
import { type HostPlace, HostProcess } from './hostProcess';

/** A wrap host holds about 60 MB; so many different allow-lists at work at once are not to be expected. */
export const MAX_ALLOW_LISTS = 8;

/** A helper that keeps dying before it wraps anything will not be cured by starting it again. */
export const MAX_DEATHS_IN_A_ROW = 3;

type Started = Promise<Result<HostProcess, SandboxError>>;

/** One wrap host per distinct allow-list, started when first needed and again after a death. */
export class HostPool implements Disposable {
  readonly #place: HostPlace;
  readonly #hosts = new Map<string, Started>();
  #deaths = 0;
  #disposed = false;

  constructor(place: HostPlace) {
    this.#place = place;
  }

  async wrap(order: CommandOrder, signal: AbortSignal): Promise<Result<WrappedCommand, SandboxError>> {
    const host = await this.#hostFor(order.policy.hosts);
    if (!host.ok) return host;
    const result = await host.value.wrap(order, signal);
    if (host.value.dead) this.#deaths += 1;
    else if (result.ok) this.#deaths = 0;
    return result;
  }

  /** Ends the networks of a session, under every allow-list that it had. */
  async release(session: string): Promise<void> {
    for (const started of [...this.#hosts.values()]) {
      const host = await started;
      if (host.ok) host.value.release(session);
    }
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    const started = [...this.#hosts.values()];
    this.#hosts.clear();
    await Promise.all(started.map(end));
  }

  async #hostFor(hosts: readonly string[]): Started {
    const key = JSON.stringify([...new Set(hosts)].sort());
    const standing = this.#hosts.get(key);
    const host = await standing;
    // Another caller may have replaced a dead one while we looked.
    if (standing !== this.#hosts.get(key)) return this.#hostFor(hosts);
    if (standing && host?.ok && !host.value.dead) return this.#keep(key, standing);
    this.#hosts.delete(key);
    if (this.#disposed) return err({ code: 'sandbox_failed', message: 'The sandbox was closed.' });
    if (this.#deaths >= MAX_DEATHS_IN_A_ROW) return err(hopeless());
    await this.#makeRoom();
    return this.#hosts.get(key) ?? this.#keep(key, HostProcess.start(this.#place, hosts));
  }

  /** The map's order is the order of last use. */
  #keep(key: string, started: Started): Started {
    this.#hosts.delete(key);
    this.#hosts.set(key, started);
    return started;
  }

  async #makeRoom(): Promise<void> {
    while (this.#hosts.size >= MAX_ALLOW_LISTS) {
      const oldest = this.#hosts.entries().next().value;
      if (!oldest) return;
      this.#hosts.delete(oldest[0]);
      await end(oldest[1]);
    }
  }
}

async function end(started: Started): Promise<void> {
  const host = await started;
  if (host.ok) await host.value.dispose();
}

function hopeless(): SandboxError {
  return { code: 'sandbox_failed', message: `The sandbox helper died ${MAX_DEATHS_IN_A_ROW} times in a row. Restart Goalpost.` };
}
