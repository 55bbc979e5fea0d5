import { z } from 'zod';
import { Check, WorkspacePath } from './check';
import { isHostPattern } from './host';
import { Limits } from './limits';
import { normalProse } from './prose';

/** The version of the contract's format, the value of its `goalpost` key. */
export const CONTRACT_VERSION = 1;

/** Successive identical failures on one tree before the goal is blocked (DESIGN.md §1.4). */
export const DEFAULT_SAME_FAILURE = 3;

export const Constraint = z.strictObject({
  text: z
    .string()
    .min(1)
    .meta({ description: 'What must not regress, in words.', examples: ['the correctness suite stays green'] }),
  check: Check.optional().meta({ description: 'A check that must stay green.' }),
});
export type Constraint = z.infer<typeof Constraint>;

const Host = z
  .string()
  .refine(isHostPattern, 'write a host such as registry.example.com, *.example.com or localhost:8080, without https:// and path')
  .meta({ examples: ['registry.example.com'] });

const HiddenPath = z
  .string()
  .min(1)
  .refine((path) => !/\p{Cc}/u.test(path), 'must not hold control characters');

/** A writable entry: `.` is the whole workspace, a trailing `/` asks for a folder to be made at activation. */
export const Boundaries = z.strictObject({
  write: z
    .array(WorkspacePath)
    .default([])
    .meta({
      description: 'Files and folders that may be changed; one ending in / is made when missing.',
      examples: [['src/', 'bench/']],
    }),
  hide: z
    .array(HiddenPath)
    .default([])
    .meta({ description: 'Paths that cannot be read.', examples: [['.env']] }),
  hosts: z
    .array(Host)
    .default([])
    .meta({ description: 'Hosts that may be reached; none: no network.', examples: [['registry.example.com']] }),
  sockets: z.boolean().default(false).meta({ description: 'true: Unix sockets may be used, which some test suites need.' }),
  tools: z
    .array(z.string().min(1))
    .optional()
    .meta({ description: 'The only tools the agent may call; all when left out.', examples: [['shell', 'apply_patch']] }),
  limits: Limits.optional().meta({
    description: 'What one command with all its children may take; the usual limits when left out.',
  }),
});
export type Boundaries = z.infer<typeof Boundaries>;

export const Budget = z.strictObject({
  tokens: z
    .int()
    .positive()
    .optional()
    .meta({ description: 'Input less cached input, plus output.', examples: [400_000] }),
  usd: z
    .number()
    .positive()
    .optional()
    .meta({ description: 'Money, by the price table.', examples: [5] }),
  minutes: z
    .number()
    .positive()
    .optional()
    .meta({ description: 'Active time.', examples: [60] }),
  turns: z
    .int()
    .positive()
    .optional()
    .meta({ description: 'Goal turns.', examples: [20] }),
});
export type Budget = z.infer<typeof Budget>;

export const BlockedStop = z.strictObject({
  report: z
    .string()
    .default('')
    .meta({
      description: 'When to stop, and what the report must then hold.',
      examples: ['attempted paths, evidence, blocker, next input'],
    }),
  sameFailure: z
    .int()
    .min(1)
    .default(DEFAULT_SAME_FAILURE)
    .meta({ description: 'Successive identical failures on one tree that block the goal.' }),
});

const frontMatterShape = {
  goalpost: z.literal(CONTRACT_VERSION).meta({ description: 'The version of this format.', examples: [CONTRACT_VERSION] }),
  outcome: z
    .string()
    .min(1)
    .meta({ description: 'What must be true at the end.', examples: ['p95 checkout latency is below 120 ms'] }),
  verification: z.array(Check).default([]).meta({ description: 'The checks that prove the outcome.' }),
  constraints: z.array(Constraint).default([]).meta({ description: 'What must not regress.' }),
  boundaries: Boundaries.default({ write: [], hide: [], hosts: [], sockets: false }).meta({
    description: 'Files, hosts and tools that may be used.',
  }),
  iteration: z.string().default('').meta({ description: 'How to choose the next try and what to record.' }),
  blocked: BlockedStop.default({ report: '', sameFailure: DEFAULT_SAME_FAILURE }).meta({
    description: 'When to stop and report.',
  }),
  budget: Budget.default({}).meta({ description: 'A limit for each, or none.' }),
  research: z
    .strictObject({
      standard: z
        .string()
        .min(1)
        .meta({
          description: 'What counts as confirmed, fixed before the work.',
          examples: ['a figure is confirmed when it is within 1 % of the published one'],
        }),
    })
    .optional()
    .meta({ description: 'A research goal: its claims are kept in a ledger and judged by this standard.' }),
  protect: z
    .array(WorkspacePath)
    .default([])
    .meta({ description: 'Files the checks rest on: the gate holds when one was changed.', examples: [['test/', 'bench/']] }),
  accept: z.enum(['auto', 'user']).default('auto').meta({ description: 'user: an open gate waits for your acceptance.' }),
  resume: z
    .enum(['auto', 'user'])
    .default('auto')
    .meta({ description: 'After the provider’s quota: auto goes on by itself when it is renewed, user waits for you.' }),
};

/** The front matter of a contract file. Unknown keys are refused. */
export const ContractFrontMatter = z.strictObject(frontMatterShape).superRefine(refuseRepeatedIds);

/** A completion contract: the front matter's six parts and budget, and the file's body as the objective's prose. */
export const Contract = z
  .strictObject({ ...frontMatterShape, objective: z.string().overwrite(normalProse).default('') })
  .superRefine(refuseRepeatedIds);
export type Contract = z.infer<typeof Contract>;

function refuseRepeatedIds(
  contract: { verification: Check[]; constraints: Constraint[] },
  context: { addIssue(issue: { code: 'custom'; path: (string | number)[]; message: string }): void },
): void {
  const seen = new Set<string>();
  const claim = (id: string, path: (string | number)[]) => {
    if (seen.has(id)) context.addIssue({ code: 'custom', path, message: `the check id "${id}" is used twice` });
    seen.add(id);
  };
  contract.verification.forEach((check, index) => {
    claim(check.id, ['verification', index, 'id']);
  });
  contract.constraints.forEach((constraint, index) => {
    if (constraint.check) claim(constraint.check.id, ['constraints', index, 'check', 'id']);
  });
}

export interface ContractCheck {
  readonly check: Check;
  readonly role: 'verification' | 'constraint';
}

/** Every check of a contract, constraints first: the order in which the gate asks them. */
export function contractChecks(contract: Contract): readonly ContractCheck[] {
  return [
    ...contract.constraints.flatMap((constraint): ContractCheck[] =>
      constraint.check ? [{ check: constraint.check, role: 'constraint' }] : [],
    ),
    ...contract.verification.map((check): ContractCheck => ({ check, role: 'verification' })),
  ];
}

/** What is asked of the untouched tree: all but reviews, since there is nothing to judge yet and nothing may be spent before activation. */
export function baselineChecks(contract: Contract): readonly ContractCheck[] {
  return contractChecks(contract).filter(({ check }) => check.kind !== 'review');
}
