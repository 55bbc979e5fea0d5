import type { Check } from '../goal/check';
import { assertNever } from '../kernel/assertNever';

/** One check as its editor holds it. What belongs to the other kind, or to a part that is off, is kept while the editor is open. */
export interface CheckForm {
  readonly id: string;
  readonly kind: Check['kind'];
  readonly run: string;
  readonly cwd: string;
  readonly timeout: string;
  readonly exit: string;
  readonly metric: MetricForm;
  readonly repeat: RepeatForm;
  readonly fresh: boolean;
  readonly live: boolean;
  readonly writes: readonly string[];
  readonly clean: { readonly on: boolean; readonly setup: string };
  readonly path: string;
  readonly ask: string;
  readonly sections: readonly string[];
  readonly schema: string;
  readonly minBytes: string;
  readonly maxBytes: string;
  readonly rubric: readonly string[];
  readonly model: string;
}

/** `judge` is `atLeast` where so many of the runs must pass as that field says. */
export interface RepeatForm {
  readonly on: boolean;
  readonly times: string;
  readonly judge: string;
  readonly atLeast: string;
  readonly warmUp: string;
}

export interface MetricForm {
  readonly on: boolean;
  readonly from: string;
  readonly read: 'pattern' | 'pointer';
  readonly pattern: string;
  readonly pointer: string;
  readonly last: boolean;
  readonly target: string;
  readonly unit: string;
}

/** A part of a contract document as it was read, of which nothing is known yet. */
export type Document = Readonly<Record<string, unknown>>;

/** The choice among the judges that has a number of its own. */
export const AT_LEAST = 'atLeast';

const KINDS: readonly Check['kind'][] = ['command', 'artifact', 'review', 'human'];

export const EMPTY_CHECK: CheckForm = checkFormOf({ kind: 'command', timeout: '60s' });

/** The editor's fields from a check as a contract holds it, or from a mapping that is no check yet: what can be read is read. */
export function checkFormOf(value: unknown): CheckForm {
  const check = documentOf(value);
  return {
    id: textOf(check.id),
    kind: KINDS.find((kind) => kind === check.kind) ?? 'command',
    run: textOf(check.run),
    cwd: textOf(check.cwd),
    timeout: textOf(check.timeout),
    exit: textOf(documentOf(check.expect).exit ?? 0),
    metric: metricFormOf(check.metric),
    repeat: repeatFormOf(check.repeat),
    fresh: check.fresh === true,
    live: check.live === true,
    writes: listOf(check.writes),
    clean: { on: check.clean !== undefined, setup: textOf(documentOf(check.clean).setup) },
    path: textOf(check.path),
    ask: textOf(check.ask),
    sections: listOf(check.sections),
    schema: textOf(check.schema),
    minBytes: textOf(check.minBytes),
    maxBytes: textOf(check.maxBytes),
    rubric: listOf(check.rubric),
    model: textOf(check.model),
  };
}

function metricFormOf(value: unknown): MetricForm {
  const metric = documentOf(value);
  return {
    on: value !== undefined,
    from: textOf(metric.from ?? 'stdout'),
    read: metric.pointer === undefined ? 'pattern' : 'pointer',
    pattern: textOf(metric.pattern),
    pointer: textOf(metric.pointer),
    last: metric.pick === 'last',
    target: textOf(metric.target),
    unit: textOf(metric.unit),
  };
}

function repeatFormOf(value: unknown): RepeatForm {
  const repeat = documentOf(value);
  const atLeast = documentOf(repeat.judge).atLeast;
  return {
    on: value !== undefined,
    times: textOf(repeat.times ?? 5),
    judge: atLeast === undefined ? textOf(repeat.judge ?? 'all') : AT_LEAST,
    atLeast: textOf(atLeast),
    warmUp: textOf(repeat.warmUp),
  };
}

/** The check as a contract would hold it; empty fields are left out, so that the contract's defaults stand for them. */
export function checkDocument(form: CheckForm): Document {
  switch (form.kind) {
    case 'command':
      return commandDocument(form);
    case 'artifact':
      return artifactDocument(form);
    case 'human':
      return { id: form.id, kind: form.kind, ask: form.ask };
    case 'review':
      return { id: form.id, kind: form.kind, rubric: filled(form.rubric), ...given('model', form.model.trim()) };
    default:
      return assertNever(form.kind);
  }
}

function commandDocument(form: CheckForm): Document {
  return {
    id: form.id,
    kind: form.kind,
    run: form.run,
    ...given('cwd', form.cwd),
    ...given('timeout', form.timeout.trim()),
    ...(form.exit.trim() === '' ? {} : { expect: { exit: amountOf(form.exit) } }),
    ...(form.metric.on ? { metric: metricDocument(form.metric) } : {}),
    ...(form.repeat.on ? { repeat: repeatDocument(form.repeat) } : {}),
    ...(form.fresh ? { fresh: true } : {}),
    ...(form.live ? { live: true } : {}),
    ...givenList('writes', form.writes),
    ...(form.clean.on ? { clean: { setup: form.clean.setup } } : {}),
  };
}

function repeatDocument({ times, judge, atLeast, warmUp }: RepeatForm): Document {
  return {
    times: amountOf(times),
    judge: judge === AT_LEAST ? { atLeast: amountOf(atLeast) } : judge,
    // None is the same as no warm-up, and a contract does not say it.
    ...(warmUp.trim() === '' || amountOf(warmUp) === 0 ? {} : { warmUp: amountOf(warmUp) }),
  };
}

function metricDocument(form: MetricForm): Document {
  return {
    from: form.from,
    ...(form.read === 'pattern' ? { pattern: form.pattern } : { pointer: form.pointer }),
    ...(form.last ? { pick: 'last' } : {}),
    target: form.target,
    ...given('unit', form.unit),
  };
}

function artifactDocument(form: CheckForm): Document {
  return {
    id: form.id,
    kind: form.kind,
    path: form.path,
    ...givenList('sections', form.sections),
    ...given('schema', form.schema),
    ...(form.minBytes.trim() === '' ? {} : { minBytes: amountOf(form.minBytes) }),
    ...(form.maxBytes.trim() === '' ? {} : { maxBytes: amountOf(form.maxBytes) }),
  };
}

function given(key: string, text: string): Document {
  return text === '' ? {} : { [key]: text };
}

function givenList(key: string, lines: readonly string[]): Document {
  const written = filled(lines);
  return written.length === 0 ? {} : { [key]: written };
}

/** The lines of a list field that say something. */
export function filled(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line.trim() !== '');
}

export function documentOf(value: unknown): Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Document) : {};
}

/** A value of the wrong kind still shows in its field, as it would be written. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function listOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(textOf);
  return value === undefined || value === null ? [] : [textOf(value)];
}

const AMOUNT = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** What people write round a figure: a currency sign, separators, the field's own unit. */
const AROUND_AMOUNT = /^\$|[,_\s]|(?:tokens|turns|minutes|min|bytes|usd)$/gi;

/** The number that a field says, `undefined` where it is empty, and the text itself where it says none: its problem is told then. */
export function amountOf(text: string): number | string | undefined {
  if (text.trim() === '') return undefined;
  const bare = text.trim().replace(AROUND_AMOUNT, '');
  const amount = Number(bare);
  return AMOUNT.test(bare) && Number.isFinite(amount) ? amount : text;
}

/** Above this, digits in groups of three would no longer say the same number. */
const MAX_GROUPED = 1e15;

/** `400,000`, as the field shows a number that it was given. */
export function amountText(value: unknown): string {
  if (typeof value !== 'number') return textOf(value);
  return Number.isInteger(value) && Math.abs(value) < MAX_GROUPED ? value.toLocaleString('en-US') : String(value);
}
