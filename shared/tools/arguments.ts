import { z } from 'zod';
import { ResearchClaim } from '../evidence/researchClaim';
import { Contract } from '../goal/contract';
import { Dossier } from './dossier';

/** Arguments of the tools a model may call; names and keys are fixed, later issues add keys. */
export const toolArguments = {
  shell: z.strictObject({
    command: z.string().min(1),
    workdir: z.string().optional(),
    timeout_ms: z.int().positive().optional(),
    background: z.boolean().optional(),
  }),
  write_stdin: z.strictObject({ session: z.string(), text: z.string(), wait_ms: z.int().nonnegative().optional() }),
  read_file: z.strictObject({
    path: z.string().min(1),
    offset: z.int().positive().optional(),
    limit: z.int().positive().optional(),
  }),
  search: z.strictObject({ pattern: z.string().min(1), path: z.string().optional(), glob: z.string().optional() }),
  apply_patch: z.strictObject({ patch: z.string().min(1) }),
  update_plan: z.strictObject({
    steps: z.array(z.strictObject({ step: z.string(), status: z.enum(['pending', 'in_progress', 'completed']) })),
    note: z.string().optional(),
  }),
  request_permission: z.strictObject({
    why: z.string().min(1),
    command: z.string().min(1).optional(),
    workdir: z.string().optional(),
    timeout_ms: z.int().positive().optional(),
    hosts: z.array(z.string().min(1)).optional(),
    write: z.array(z.string().min(1)).optional(),
    read: z.array(z.string().min(1)).optional(),
    sockets: z.boolean().optional(),
  }),
  get_goal: z.strictObject({}),
  run_check: z.strictObject({ id: z.string().min(1) }),
  record_iteration: z.strictObject({ changed: z.string(), evidence: z.string(), next: z.string() }),
  record_claim: ResearchClaim,
  wait: z.discriminatedUnion('for', [
    z.strictObject({ for: z.literal('process'), session: z.string(), timeout_ms: z.int().positive().optional() }),
    z.strictObject({ for: z.literal('file'), path: z.string().min(1), timeout_ms: z.int().positive().optional() }),
    z.strictObject({ for: z.literal('time'), ms: z.int().positive() }),
  ]),
  update_goal: z.strictObject({ status: z.enum(['complete', 'blocked']), summary: z.string(), dossier: Dossier.optional() }),
  propose_contract: Contract,
} as const;

export type ToolName = keyof typeof toolArguments;
export type ToolArguments<N extends ToolName> = z.infer<(typeof toolArguments)[N]>;

/** What a goal's own turns may call where their contract names no tools: proposing is for a turn that drafts. */
export const GOAL_TOOLS = (Object.keys(toolArguments) as ToolName[]).filter((name) => name !== 'propose_contract');

/** Tools that only look: several of one response may run side by side. */
export const READ_ONLY_TOOLS: ReadonlySet<string> = new Set<ToolName>(['read_file', 'search', 'get_goal']);

/** All that a turn in plan mode may call: it looks, and keeps its plan. */
export const PLAN_TOOLS: ReadonlySet<string> = new Set<ToolName>(['read_file', 'search', 'get_goal', 'update_plan']);

/** All that a turn which drafts may call: it looks, and proposes. */
export const DRAFT_TOOLS: ReadonlySet<string> = new Set<ToolName>(['read_file', 'search', 'get_goal', 'propose_contract']);

/** Tools that the thread itself answers, without a worker in `electron/tools`. */
export const THREAD_TOOLS: ReadonlySet<string> = new Set<ToolName>([
  'update_plan',
  'get_goal',
  'run_check',
  'record_iteration',
  'record_claim',
  'wait',
  'update_goal',
  'propose_contract',
]);
