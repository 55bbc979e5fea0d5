import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckReport, SandboxMode } from '../../shared/evidence/record';
import type { ArtifactCheck, CommandCheck } from '../../shared/goal/check';
import { checkSubject } from '../../shared/goal/checkSubject';
import { assertNever } from '../../shared/kernel/assertNever';
import type { CheckpointRef } from '../../shared/workspace/checkpoint';
import type { Workspace } from '../git/git';
import type { CommandPolicy } from '../sandbox/sandbox';
import { lookAtArtifact } from './artifactCheck';
import { inCleanCheckout } from './cleanPlace';
import { runCommandCheck } from './commandCheck';
import { environmentDigest } from './environmentDigest';
import { type FrozenFinding, onFrozenTree } from './frozenTree';
import type { CheckPlace, Finding, LiveAccess, VerifierParts } from './parts';

/**
 * The verify room runs one check of a contract on a frozen tree and reports what it saw (DESIGN.md §3): verdict, runs, metric and
 * stored output. It owns no state: which check runs when, what evidence is still fresh and what the gate says are decided
 * elsewhere, and nothing else may touch the goal's processes while a check runs.
 */
export interface Verifier {
  /** A digest of what a check's result depends on beside tree and contract; evidence of another environment is not reused. */
  environment(policy: CommandPolicy, env: Readonly<Record<string, string>>): string;
  /**
   * Runs one check. Every outcome is a verdict of the report; an abort makes it void (`interrupted`) with all processes gone. Throws
   * only when the blob store cannot write.
   */
  runCheck(order: CheckOrder, signal: AbortSignal): Promise<CheckReport>;
}

export interface CheckOrder {
  readonly thread: string;
  /** The evidence's id; names the check's processes. */
  readonly id: string;
  readonly check: CommandCheck | ArtifactCheck;
  readonly workspace: Workspace;
  /** The working tree as it must stand, taken just before with `writes` as its `exclude`. */
  readonly checkpoint: CheckpointRef;
  /** Every path that checks of the contract may write, metric files included: not part of the evidence tree. */
  readonly writes: readonly string[];
  readonly protect: readonly string[];
  readonly policy: CommandPolicy;
  readonly env: Readonly<Record<string, string>>;
  /** The check's private temp folder: absolute, writable by `policy`. */
  readonly temp: string;
  /** Where the private git index is kept between calls. */
  readonly privateDir: string;
  /** For a check that says `live`; the goal's processes stand still when the order is given. */
  readonly live?: LiveAccess;
}

export function createVerifier(parts: VerifierParts): Verifier {
  const modeOf = (policy: CommandPolicy): SandboxMode => (policy.waived ? 'none' : parts.sandbox.mode);
  const environment: Verifier['environment'] = (policy, env) => environmentDigest(modeOf(policy), policy, env);
  return {
    environment,
    async runCheck(order, signal) {
      const startedAt = Date.now();
      const started = performance.now();
      const { undone, ...finding } = await findingOf(parts, order, signal);
      return {
        ...finding,
        command: order.check.kind === 'artifact' ? `look at ${order.check.path}` : checkSubject(order.check),
        sandbox: modeOf(order.policy),
        environment: environment(order.policy, order.env),
        ...(livesOn(order) ? { live: true as const } : {}),
        startedAt,
        durationMs: performance.now() - started,
        undone: [...undone],
      };
    },
  };
}

async function findingOf(parts: VerifierParts, order: CheckOrder, signal: AbortSignal): Promise<FrozenFinding> {
  const { check } = order;
  const { workspace, policy, env } = order;
  const here: CheckPlace = { root: workspace.root, denyRead: policy.denyRead, workspace, policy, env };
  switch (check.kind) {
    case 'artifact':
      return onFrozenTree(parts.git, order, { undo: false }, () => lookAtArtifact(here, check), signal);
    case 'command': {
      const run = (place: CheckPlace) =>
        amongLive(order, place, (reached) => runCommandCheck(parts, reached, check, order.id, signal));
      if (!check.clean) {
        const act = async () => {
          const finding = await run(here);
          await putBackMetricFile(parts, order, check, signal);
          return finding;
        };
        return onFrozenTree(parts.git, order, { undo: true }, act, signal);
      }
      return { ...(await inCleanCheckout(parts, order, check.clean.setup, run, signal)), undone: [] };
    }
    default:
      return assertNever(check);
  }
}

const livesOn = ({ check, live }: CheckOrder) => live !== undefined && check.kind === 'command' && check.live === true;

/**
 * Lets the goal's processes go on for exactly as long as `work` takes, in their network. The tree is looked at before and after,
 * while they stand still.
 */
async function amongLive(order: CheckOrder, place: CheckPlace, work: (place: CheckPlace) => Promise<Finding>): Promise<Finding> {
  const { live } = order;
  if (!live || !livesOn(order)) return work(place);
  await live.thaw();
  try {
    return await work({ ...place, session: live.session, policy: { ...place.policy, hosts: live.hosts } });
  } finally {
    await live.freeze();
  }
}

/** A metric file is deleted before each run. Where the run wrote none, what the user had there comes back from the checkpoint. */
async function putBackMetricFile(
  parts: VerifierParts,
  order: CheckOrder,
  check: CommandCheck,
  signal: AbortSignal,
): Promise<void> {
  const from = check.metric?.from ?? 'stdout';
  if (from === 'stdout' || existsSync(join(order.workspace.root, from))) return;
  await parts.git.restorePaths(order.workspace, order.checkpoint.tree, [from], signal);
}
