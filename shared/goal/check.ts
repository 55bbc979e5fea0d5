import { z } from 'zod';
import { DURATION_PATTERN } from './duration';
import { TARGET_PATTERN } from './target';

/** A check's id: it names files and rows, so it is short and plain. */
export const CheckId = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/i, 'use letters, digits, - and _, at most 64');

const Duration = z.string().regex(DURATION_PATTERN, 'write a duration such as 500ms, 60s, 2m or 1h');

const Regex = z.string().refine(isRegex, 'is not a valid regular expression');

function isRegex(source: string): boolean {
  try {
    new RegExp(source, 'm');
    return true;
  } catch {
    return false;
  }
}

/** A path inside the workspace: relative, with forward slashes, never climbing out. */
export const WorkspacePath = z
  .string()
  .min(1)
  .refine((path) => !path.startsWith('/') && !path.startsWith('~') && !/^[a-z]:/i.test(path), 'use a path relative to the workspace')
  .refine((path) => !path.split('/').includes('..'), 'must not climb out of the workspace with ..');

/** Where a number is read from and what it is compared with. Units are words for people; nothing is converted. */
export const Metric = z
  .strictObject({
    from: z.union([z.literal('stdout'), WorkspacePath]),
    pointer: z.string().regex(/^(\/.*)?$/, 'a JSON pointer starts with /').optional(),
    pattern: Regex.optional(),
    pick: z.literal('last').optional(),
    target: z.string().regex(TARGET_PATTERN, 'write a comparison such as "< 120" or ">= 0.95"'),
    unit: z.string().optional(),
  })
  .refine((metric) => (metric.pointer === undefined) !== (metric.pattern === undefined), 'needs exactly one of pointer and pattern');
export type Metric = z.infer<typeof Metric>;

export const CommandCheck = z.strictObject({
  id: CheckId,
  kind: z.literal('command'),
  run: z.string().min(1),
  cwd: WorkspacePath.optional(),
  timeout: Duration.default('60s'),
  expect: z.strictObject({ exit: z.int().min(0).max(255).default(0) }).default({ exit: 0 }),
  metric: Metric.optional(),
  repeat: z.strictObject({ times: z.int().min(1).max(1000), judge: z.enum(['all', 'any', 'median', 'p95']) }).optional(),
  fresh: z.boolean().optional(),
  writes: z.array(WorkspacePath).optional(),
  clean: z.strictObject({ setup: z.string().min(1) }).optional(),
});
export type CommandCheck = z.infer<typeof CommandCheck>;

export const ArtifactCheck = z.strictObject({
  id: CheckId,
  kind: z.literal('artifact'),
  path: WorkspacePath,
  sections: z.array(z.string().min(1)).optional(),
  schema: WorkspacePath.optional(),
  minBytes: z.int().nonnegative().optional(),
});
export type ArtifactCheck = z.infer<typeof ArtifactCheck>;

/** A test, benchmark or artifact that the app itself runs. `review` and `human` join this union later. */
export const Check = z.discriminatedUnion('kind', [CommandCheck, ArtifactCheck]);
export type Check = z.infer<typeof Check>;
