import { fingerprint } from '../kernel/fingerprint';

/** Far more than the ids that servers give; what names a terminal goes over the wire, into file names and into warnings. */
const MAX_UNITS = 200;

/**
 * What names the terminal of a call in its thread. A model server chooses the ids of calls: one that reads like a person's shell, is
 * empty or is too long gets a name that begins with `~`, as none of another call's does.
 */
export function callTerminal(call: string): string {
  if (call.length > MAX_UNITS) return `~:${fingerprint(call)}`;
  return /^(?:shell-|~|$)/.test(call) ? `~${call}` : call;
}
