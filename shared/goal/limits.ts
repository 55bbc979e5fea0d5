import { z } from 'zod';

/** Building the sandbox round a command takes about ten processes by itself. */
const LEAST_PROCESSES = 32;

/** What one command with all its children may take; what is left out has the app's usual limit. */
export const Limits = z.strictObject({
  processes: z
    .int()
    .min(LEAST_PROCESSES)
    .optional()
    .meta({ description: 'Processes and threads at one time.', examples: [512] }),
  memoryMb: z
    .int()
    .min(64)
    .optional()
    .meta({ description: 'Memory, in megabytes.', examples: [4096] }),
  fileMb: z
    .int()
    .positive()
    .optional()
    .meta({ description: 'The size of one file that it writes, in megabytes.', examples: [1024] }),
});
export type Limits = z.infer<typeof Limits>;

/** Which limit ended a command. */
export const LimitName = z.enum(['processes', 'memory', 'file']);
export type LimitName = z.infer<typeof LimitName>;

/** What a command met, as it is said after "ended at the limit of": `limits` are those that it had. */
export function limitWords(
  limit: LimitName,
  limits: { readonly processes: number; readonly memoryMb: number; readonly fileMb: number },
): string {
  const words = {
    processes: `${limits.processes} processes and threads (boundaries.limits.processes)`,
    memory: `${limits.memoryMb} MB of memory (boundaries.limits.memoryMb)`,
    file: `${limits.fileMb} MB for one file (boundaries.limits.fileMb)`,
  };
  return words[limit];
}

/** `512 processes, 4096 MB of memory`: what a contract says; empty where it says nothing. */
export function limitsWords(limits: Limits = {}): string {
  const parts = [
    ...(limits.processes === undefined ? [] : [`${limits.processes} processes and threads`]),
    ...(limits.memoryMb === undefined ? [] : [`${limits.memoryMb} MB of memory`]),
    ...(limits.fileMb === undefined ? [] : [`${limits.fileMb} MB for one file`]),
  ];
  return parts.join(', ');
}
