import { z } from 'zod';
import { CheckId } from './checkId';
import { DURATION_PATTERN, durationMs, MAX_DURATION_MS } from './duration';
import { ReviewCheck } from './reviewCheck';
import { TARGET_PATTERN } from './target';

/** A length of time with its unit. */
export const Duration = z
  .string()
  .regex(DURATION_PATTERN, 'write a duration such as 500ms, 60s, 2m or 1h')
  .refine(isBoundedDuration, 'must be longer than 0 and at most 24h')
  .meta({ description: 'A number with its unit: ms, s, m or h.', examples: ['60s'] });

function isBoundedDuration(text: string): boolean {
  if (!DURATION_PATTERN.test(text)) return true; // The pattern has complained already.
  const ms = durationMs(text);
  return ms > 0 && ms <= MAX_DURATION_MS;
}

const Regex = z.string().min(1).refine(isRegex, 'is not a valid regular expression');

function isRegex(source: string): boolean {
  try {
    new RegExp(source, 'm');
    return true;
  } catch {
    return false;
  }
}

// A process's arguments end at a NUL, so a command line with one could never be started.
const CommandLine = z
  .string()
  .min(1)
  .refine((line) => !line.includes('\0'), 'must not hold a NUL character');

/** A path inside the workspace: relative, with forward slashes, never climbing out. */
export const WorkspacePath = z
  .string()
  .min(1)
  .refine((path) => !/^[/\\~]/.test(path) && !/^[a-z]:/i.test(path), 'use a path relative to the workspace')
  .refine((path) => !path.split(/[/\\]/).includes('..'), 'must not climb out of the workspace with ..')
  .refine((path) => !/\p{Cc}/u.test(path), 'must not hold control characters')
  .meta({ description: 'A path relative to the workspace, with forward slashes.', examples: ['src/checkout/'] });

/** Where a number is read from and what it is compared with. Units are words for people; nothing is converted. */
export const Metric = z
  .strictObject({
    from: z
      .union([z.literal('stdout'), WorkspacePath])
      .meta({ description: 'Where the number is: stdout, or a file that each run writes anew.', examples: ['stdout'] }),
    pointer: z
      .string()
      .regex(/^(\/.*)?$/, 'a JSON pointer starts with /')
      .optional()
      .meta({ description: 'JSON pointer (RFC 6901) to the number.', examples: ['/latency/p95'] }),
    pattern: Regex.optional().meta({
      description:
        'Regular expression, matched line by line. The number is the group named value; without one the first group, without any the match.',
      examples: ['^p95: (?<value>[0-9.]+) ms$'],
    }),
    pick: z.literal('last').optional().meta({ description: 'Take the last match; without it there must be exactly one.' }),
    target: z
      .string()
      .regex(TARGET_PATTERN, 'write a comparison such as "< 120" or ">= 0.95"')
      .meta({ description: 'What the number is compared with: <, <=, >, >=, == or != and a number.', examples: ['< 120'] }),
    unit: z
      .string()
      .optional()
      .meta({ description: 'A word for people; nothing is converted.', examples: ['ms'] }),
  })
  .refine(
    (metric) => (metric.pointer === undefined) !== (metric.pattern === undefined),
    'needs exactly one of pointer and pattern',
  );
export type Metric = z.infer<typeof Metric>;

const Expect = z.strictObject({ exit: z.int().min(0).max(255).default(0) });

/** How several runs are judged together: each by itself, or by a statistic of the metric. */
const Judge = z.union([
  z.strictObject({
    atLeast: z
      .int()
      .min(1)
      .max(1000)
      .meta({ description: 'So many of the runs must pass.', examples: [19] }),
  }),
  z.enum(['all', 'any', 'median', 'p95']),
]);

const Repeat = z
  .strictObject({
    times: z
      .int()
      .min(1)
      .max(1000)
      .meta({ description: 'How often the command is started and judged.', examples: [20] }),
    judge: Judge.meta({
      description: 'all, any or { atLeast: k } of the runs must pass; median or p95 of the metric must meet the target.',
      examples: ['all'],
    }),
    warmUp: z
      .int()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'Starts before those that are judged; kept as warm-up, never judged.', examples: [2] }),
  })
  .refine(({ times, judge }) => typeof judge === 'string' || judge.atLeast <= times, {
    path: ['judge', 'atLeast'],
    message: 'cannot be more than times: no number of runs could meet it',
  });
export type Repeat = z.infer<typeof Repeat>;

export const CommandCheck = z
  .strictObject({
    id: CheckId,
    kind: z.literal('command').meta({ examples: ['command'] }),
    run: CommandLine.meta({ description: 'Command line, read by bash, started in the workspace.', examples: ['npm test'] }),
    cwd: WorkspacePath.optional().meta({ description: 'Folder to start it in; the workspace when left out.' }),
    timeout: Duration.default('60s').meta({
      description: 'After this its whole process tree is killed and the check has failed.',
    }),
    expect: Expect.default({ exit: 0 }).meta({ description: 'What passes besides the metric.' }),
    metric: Metric.optional().meta({ description: 'A number that must meet a target.' }),
    repeat: Repeat.optional().meta({ description: 'Several starts judged together, for flaky tests and noisy benchmarks.' }),
    fresh: z.boolean().optional().meta({ description: 'true: never reuse evidence of an earlier start.' }),
    live: z.boolean().optional().meta({
      description: 'true: the goal’s background processes go on while it runs, and it can reach them.',
    }),
    writes: z.array(WorkspacePath).optional().meta({ description: 'Tracked paths it may change; any other change is undone.' }),
    clean: z
      .strictObject({ setup: CommandLine.meta({ examples: ['npm ci'] }) })
      .optional()
      .meta({ description: 'Check a fresh checkout, set up by this command line, rather than the working tree.' }),
  })
  .meta({ id: 'CommandCheck', description: 'A command line that passes on its exit code and, with a metric, on a number.' });
export type CommandCheck = z.infer<typeof CommandCheck>;

export const ArtifactCheck = z
  .strictObject({
    id: CheckId,
    kind: z.literal('artifact').meta({ examples: ['artifact'] }),
    path: WorkspacePath.meta({ description: 'The file that must be there.', examples: ['docs/report.md'] }),
    sections: z.array(z.string().min(1)).optional().meta({ description: 'Headings that the file must contain.' }),
    schema: WorkspacePath.optional().meta({ description: 'A JSON Schema file that the file must satisfy.' }),
    minBytes: z.int().nonnegative().optional().meta({ description: 'The least size; 1 when left out.' }),
    maxBytes: z.int().positive().optional().meta({ description: 'The largest size; any when left out.' }),
  })
  .refine(({ minBytes = 1, maxBytes }) => maxBytes === undefined || minBytes <= maxBytes, {
    path: ['maxBytes'],
    message: 'is less than minBytes: no file could meet both',
  })
  .meta({ id: 'ArtifactCheck', description: 'A file that must exist, with named sections or to a JSON Schema.' });
export type ArtifactCheck = z.infer<typeof ArtifactCheck>;

export const HumanCheck = z
  .strictObject({
    id: CheckId,
    kind: z.literal('human').meta({ examples: ['human'] }),
    ask: z
      .string()
      .min(1)
      .meta({ description: 'What a person is to look at, and when it passes.', examples: ['The plots are readable in print'] }),
  })
  .meta({ id: 'HumanCheck', description: 'A person looks once every other check passes, and says pass or fail with a note.' });
export type HumanCheck = z.infer<typeof HumanCheck>;

/** What the app itself runs, or has somebody look at who is not the agent: an independent reviewer, or a person. */
export const Check = z.discriminatedUnion('kind', [CommandCheck, ArtifactCheck, ReviewCheck, HumanCheck]).meta({ id: 'Check' });
export type Check = z.infer<typeof Check>;
