import { z } from 'zod';
import { Check, WorkspacePath } from './check';

/** The version of the contract's format, the value of its `goalpost` key. */
export const CONTRACT_VERSION = 1;

/** Successive identical failures on one tree before the goal is blocked (DESIGN.md §1.4). */
export const DEFAULT_SAME_FAILURE = 3;

export const Constraint = z.strictObject({ text: z.string().min(1), check: Check.optional() });
export type Constraint = z.infer<typeof Constraint>;

/** A writable entry: `.` is the whole workspace, a trailing `/` asks for a folder to be made at activation. */
export const Boundaries = z.strictObject({
  write: z.array(WorkspacePath).default([]),
  hide: z.array(z.string().min(1)).default([]),
  hosts: z.array(z.string().min(1)).default([]),
  sockets: z.boolean().default(false),
  tools: z.array(z.string().min(1)).optional(),
});
export type Boundaries = z.infer<typeof Boundaries>;

export const Budget = z.strictObject({
  tokens: z.int().positive().optional(),
  usd: z.number().positive().optional(),
  minutes: z.number().positive().optional(),
  turns: z.int().positive().optional(),
});
export type Budget = z.infer<typeof Budget>;

export const BlockedStop = z.strictObject({
  report: z.string().default(''),
  sameFailure: z.int().min(1).default(DEFAULT_SAME_FAILURE),
});

const frontMatterShape = {
  goalpost: z.literal(CONTRACT_VERSION),
  outcome: z.string().min(1),
  verification: z.array(Check).default([]),
  constraints: z.array(Constraint).default([]),
  boundaries: Boundaries.default({ write: [], hide: [], hosts: [], sockets: false }),
  iteration: z.string().default(''),
  blocked: BlockedStop.default({ report: '', sameFailure: DEFAULT_SAME_FAILURE }),
  budget: Budget.default({}),
  protect: z.array(WorkspacePath).default([]),
  accept: z.enum(['auto', 'user']).default('auto'),
};

/** The front matter of a contract file. Unknown keys are refused. */
export const ContractFrontMatter = z.strictObject(frontMatterShape).superRefine(refuseRepeatedIds);

/** A completion contract: the front matter's six parts and budget, and the file's body as the objective's prose. */
export const Contract = z.strictObject({ ...frontMatterShape, objective: z.string().default('') }).superRefine(refuseRepeatedIds);
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
