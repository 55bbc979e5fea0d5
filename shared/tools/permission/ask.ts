import { z } from 'zod';
import { Allowance } from './allowance';
import { RuleMatch } from './match';

/** How far a permission reaches. */
export const PermissionScope = z.enum(['once', 'goal', 'always']);
export type PermissionScope = z.infer<typeof PermissionScope>;

/** What a person is asked to allow: the model's words, and what the app worked out that they come to. */
export const PermissionAsk = z.strictObject({
  /** Run once it is allowed; null where only more room is asked for. */
  command: z.string().nullable(),
  /** The model's own words. */
  why: z.string(),
  allow: Allowance,
  /** `allow` in plain words, a line each, and what the person should know of it. */
  allows: z.array(z.string()),
  /** Hosts that commands of this turn tried to reach and that were refused. */
  tried: z.array(z.string()),
  /** Which commands *always* would be for; null with `everyCommand`, or where no rule can match. */
  match: RuleMatch.nullable(),
  everyCommand: z.boolean(),
});
export type PermissionAsk = z.infer<typeof PermissionAsk>;

/** The scopes that can be chosen: *once* needs a command, *always* a rule that can match. */
export function scopesOf(ask: Pick<PermissionAsk, 'command' | 'match' | 'everyCommand'>): readonly PermissionScope[] {
  return [
    ...(ask.command === null ? [] : (['once'] as const)),
    'goal',
    ...(ask.match !== null || ask.everyCommand ? (['always'] as const) : []),
  ];
}

/** The question in one sentence. */
export function askText({ command, allow }: Pick<PermissionAsk, 'command' | 'allow'>): string {
  const short = [
    ...allow.hosts.map((host) => `connect to ${host}`),
    ...allow.write.map((path) => `write ${path}`),
    ...allow.read.map((path) => `read ${path}`),
    ...(allow.sockets ? ['open Unix sockets'] : []),
  ];
  const what = short.length === 1 ? short[0] : `${short.slice(0, -1).join(', ')} and ${short.at(-1)}`;
  const who = command === null ? 'Commands of this goal ask' : `${oneLine(command)} asks`;
  return `${who} to ${what}. Allow it?`;
}

const LINE_CHARS = 120;

function oneLine(command: string): string {
  const line = command.replace(/\s+/g, ' ').trim();
  return `“${line.length > LINE_CHARS ? `${line.slice(0, LINE_CHARS)}…` : line}”`;
}
