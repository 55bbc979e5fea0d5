import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { HealthFact } from '../../shared/views/health';
import { call } from '../bridge/bridge';

/** What was tried of this machine last; none of it stands while it is tried again, which is `trying`. */
export interface Health {
  readonly facts: readonly HealthFact[];
  readonly trying: boolean;
  /** Why it could not be tried. */
  readonly fault: string | undefined;
}

const healthStore = createStore<Health>(() => ({ facts: [], trying: false, fault: undefined }));

/** Tried once when somebody first looks, and again when asked: it starts a dozen commands. */
export function useHealth(): Health {
  useEffect(() => {
    const { facts, trying } = healthStore.getState();
    if (facts.length === 0 && !trying) void tryMachine();
  }, []);
  return useStore(healthStore);
}

export async function tryMachine(): Promise<void> {
  if (healthStore.getState().trying) return;
  healthStore.setState({ facts: [], trying: true, fault: undefined });
  const answer = await call('machine/health', {});
  healthStore.setState(answer.ok ? { facts: answer.value.facts, trying: false } : { trying: false, fault: answer.error.message });
}
