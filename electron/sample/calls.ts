import type { Script } from '../providers/scripted';

type Call = Script['steps'][number]['calls'][number];
type StepStatus = 'pending' | 'in_progress' | 'completed';

/** Far above what the sample's suite or benchmark takes, so that only a command that hangs is ended. */
const COMMAND_TIMEOUT_MS = 30_000;

export function shell(command: string): Call {
  return { name: 'shell', arguments: { command, timeout_ms: COMMAND_TIMEOUT_MS } };
}

export function patch(text: string): Call {
  return { name: 'apply_patch', arguments: { patch: text } };
}

export function complete(summary: string): Call {
  return { name: 'update_goal', arguments: { status: 'complete', summary } };
}

export function record(iteration: { changed: string; evidence: string; next: string }): Call {
  return { name: 'record_iteration', arguments: iteration };
}

/** The plan of the sample's three steps, with the status of each. */
export function plan([measure, lookups, payment]: readonly [StepStatus, StepStatus, StepStatus]): Call {
  const steps = [
    { step: 'Measure the suite and the benchmark as they stand', status: measure },
    { step: 'Fetch price and tax together', status: lookups },
    { step: 'Shorten the way from the order to the payment', status: payment },
  ];
  return { name: 'update_plan', arguments: { steps } };
}
