import { DEFAULT_SAME_FAILURE } from '../contract';
import type { ValuePath } from '../schemaAt';
import type {
  ArtifactSubject,
  CheckSubject,
  CommandSubject,
  ConstraintSubject,
  LimitName,
  LintSubject,
  MetricSubject,
  TextWords,
} from './subject';

/** What stands for a timeout that is left out (`Check`'s default). */
export const DEFAULT_TIMEOUT = '60s';

type Mapping = Readonly<Record<string, unknown>>;

const LIMITS: readonly LimitName[] = ['tokens', 'usd', 'minutes', 'turns'];

/** Reads a contract, or a document that is none yet: what is not there, or of the wrong kind, reads as empty. Never throws. */
export function readSubject(document: unknown, words: TextWords | null = null): LintSubject {
  const contract = mapping(document);
  const boundaries = mapping(contract.boundaries);
  const blocked = mapping(contract.blocked);
  const budget = mapping(contract.budget);
  return {
    outcome: text(contract.outcome),
    objective: text(contract.objective),
    verification: list(contract.verification).map((check, index) => readCheck(check, ['verification', index])),
    constraints: list(contract.constraints).map(readConstraint),
    write: texts(boundaries.write),
    hosts: texts(boundaries.hosts),
    protect: texts(contract.protect),
    iteration: text(contract.iteration),
    report: text(blocked.report),
    standard: text(mapping(contract.research).standard),
    sameFailure: number(blocked.sameFailure) ?? DEFAULT_SAME_FAILURE,
    limits: LIMITS.filter((name) => number(budget[name]) !== null),
    minutes: number(budget.minutes),
    words,
  };
}

function readConstraint(value: unknown, index: number): ConstraintSubject {
  const path = ['constraints', index];
  const constraint = mapping(value);
  const check = constraint.check === undefined ? null : readCheck(constraint.check, [...path, 'check']);
  return { text: typeof value === 'string' ? value.trim() : text(constraint.text), check, path };
}

function readCheck(value: unknown, path: ValuePath): CheckSubject {
  const check = mapping(value);
  if (check.kind === 'artifact') return readArtifact(check, path);
  return check.kind === 'command' ? readCommand(check, path) : { kind: 'judged', id: text(check.id), path };
}

function readArtifact(check: Mapping, path: ValuePath): ArtifactSubject {
  const judged = texts(check.sections).length > 0 || text(check.schema) !== '' || (number(check.minBytes) ?? 1) > 1;
  return { kind: 'artifact', id: text(check.id), path, file: text(check.path), judged };
}

function readCommand(check: Mapping, path: ValuePath): CommandSubject {
  const repeat = mapping(check.repeat);
  return {
    kind: 'command',
    id: text(check.id),
    path,
    run: text(check.run),
    timeout: text(check.timeout) || DEFAULT_TIMEOUT,
    metric: check.metric === undefined ? null : readMetric(mapping(check.metric)),
    times: number(repeat.times) ?? 1,
    judge: text(repeat.judge) || null,
    setup: text(mapping(check.clean).setup),
    live: check.live === true,
  };
}

function readMetric(metric: Mapping): MetricSubject {
  return {
    from: text(metric.from) || 'stdout',
    read: text(metric.pattern) || text(metric.pointer),
    target: text(metric.target),
    unit: text(metric.unit),
  };
}

function mapping(value: unknown): Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mapping) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function texts(value: unknown): readonly string[] {
  return list(value)
    .map(text)
    .filter((entry) => entry !== '');
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
