import { contractChecks } from '../../goal/contract';
import { modelName } from '../../provider/model';
import type { EventData, ThreadEvent, ThreadMode } from '../../thread/events';
import { dirtyWords } from '../../thread/suggestPlace';
import { counted, t } from '../../words/t';
import { clock, money, thousands } from '../format';
import { mark, type NoteFacts } from './row';
import { oneLine } from './toolWords';

export function activatedNote(data: EventData<'goal.activated'>): NoteFacts {
  const flags = data.flags.map((flag) => `${flag.check}: ${flag.message}`);
  const protects = Object.keys(data.protected).length;
  return {
    mark: mark('active', t`Activated`),
    text: t`revision ${data.revision}${protects > 0 ? `, ${counted(protects, 'protected file', 'protected files')}` : ''}.`,
    aside: t`checkpoint ${data.checkpoint}`,
    link: flags.length > 0 ? 'goal' : null,
    details: [...flags, ...data.notes].join('\n'),
  };
}

export function placeNote({ kind, root, why, notes, dirty }: EventData<'place.made'>): NoteFacts {
  const text = kind === 'worktree' ? t`Works in a worktree of its own` : t`Works in place`;
  const details = [why, ...(kind === 'worktree' ? [dirtyWords(dirty)] : []), ...notes].filter((words) => words !== '');
  return { icon: 'gate', text, mono: root, details: details.join('\n') };
}

export function completedNote(data: EventData<'goal.completed'>): NoteFacts {
  const how = data.by === 'user' ? t`by your hand` : t`by the gate`;
  return {
    mark: mark('pass', t`Complete`),
    text: t`${how}, on ${data.evidence.length} pieces of evidence at ${data.checkpoint}.`,
    link: 'timeline',
    details: data.summary,
  };
}

export function refusedNote(data: EventData<'gate.refused'>): NoteFacts {
  const words = data.reasons.map((reason) => `${reason.message}${reason.role === 'constraint' ? t`, constraint red` : ''}`);
  return { mark: mark('failed', t`Refused`), text: `${words.join('. ')}.`, link: 'timeline', details: words.join('\n') };
}

export function heldNote(data: EventData<'gate.held'>): NoteFacts {
  return { mark: mark('asks', t`Held`), text: t`protected files changed`, mono: data.paths.join(', '), link: 'inbox' };
}

export function returnedNote({ paths, note }: EventData<'protected.returned'>): NoteFacts {
  return { icon: 'user', text: t`Sent protected files back: ${oneLine(note)}`, mono: paths.join(', '), details: note };
}

export function limitedNote(data: EventData<'goal.limited'>): NoteFacts {
  if (data.by === 'provider') return { mark: mark('limited', t`Usage limited`), text: data.message, details: renewal(data) };
  return {
    mark: mark('limited', t`Limited`),
    text: t`${WORDS[data.limit]} ${amount(data.limit, data.used)} of ${amount(data.limit, data.max)}. Extend it to resume.`,
  };
}

function renewal({ resetAt }: { readonly resetAt: number | null }): string {
  return resetAt === null
    ? t`The provider named no time at which the quota is renewed: resume the goal when it is.`
    : t`The goal goes on by itself when the quota is renewed, unless its contract says resume: user.`;
}

export function warnedNote({ limit, used, max }: EventData<'budget.warned'>): NoteFacts {
  const share = Math.floor((100 * used) / max);
  return {
    mark: mark('limited', t`Near the limit`),
    text: t`${WORDS[limit]} ${amount(limit, used)} of ${amount(limit, max)}, ${share} %.`,
  };
}

export function modelNote({ model }: EventData<'model.chosen'>): NoteFacts {
  return { icon: 'user', text: t`Chose the model`, mono: modelName(model) };
}

export function sandboxNote(fact: Extract<ThreadEvent, { type: 'sandbox.waived' | 'sandbox.restored' }>): NoteFacts {
  return fact.type === 'sandbox.waived'
    ? { mark: mark('failed', t`No sandbox`), text: t`from here on, by your word: “${oneLine(fact.data.words)}”.` }
    : { mark: mark('pass', t`Sandboxed`), text: t`again: you took your word back. What ran without a sandbox was stopped.` };
}

export function contextNote(data: EventData<'context.changed'>): NoteFacts {
  return { icon: 'user', text: t`The model takes ${thousands(data.tokens, 0)} tokens.` };
}

export function compactedNote(data: EventData<'context.compacted'>): NoteFacts {
  return {
    icon: 'agent',
    text: t`Compacted the conversation: ${thousands(data.before, 0)} → ${thousands(data.after, 0)} tokens.`,
    aside: t`${data.kept} items kept`,
    details: data.summary,
  };
}

export function clearedNote(data: EventData<'goal.cleared'>): NoteFacts {
  return { mark: { ...mark('draft', t`Cleared`), quiet: true }, text: `${data.reason.replaceAll('_', ' ')}.` };
}

export function budgetNote(data: EventData<'budget.changed'>): NoteFacts {
  const limits = (['tokens', 'usd', 'minutes', 'turns'] as const).flatMap((limit) => {
    const max = data.budget[limit];
    return max === undefined ? [] : [`${WORDS[limit]} ${amount(limit, max)}`];
  });
  return { icon: 'user', text: t`Budget changed: ${limits.length > 0 ? limits.join(', ') : t`no limit`}.` };
}

type Limit = 'tokens' | 'usd' | 'minutes' | 'turns';

const WORDS: Readonly<Record<Limit, string>> = { tokens: t`tokens`, usd: t`money`, minutes: t`active time`, turns: t`turns` };

const MS_PER_MINUTE = 60_000;

function amount(limit: Limit, value: number): string {
  if (limit === 'usd') return money(value);
  return limit === 'minutes' ? clock(value * MS_PER_MINUTE) : thousands(value, 0);
}

export function blockedNote({ dossier }: EventData<'goal.blocked'>): NoteFacts {
  const lines = [
    ...dossier.attempts.map((attempt) => t`Tried: ${attempt}`),
    ...(dossier.evidence.length > 0 ? [t`Evidence: ${dossier.evidence.join(', ')}`] : []),
    ...dossier.needs.map((need) => t`Needs: ${need.question}`),
  ];
  return { mark: mark('blocked', t`Blocked`), text: dossier.blocker, link: 'inbox', details: lines.join('\n') };
}

export function interruptedNote(data: EventData<'turn.interrupted'>): NoteFacts {
  const who = { user: t`by you`, agent: t`by the agent`, app: t`by the app` }[data.by];
  return { mark: mark('paused', t`Interrupted`), text: `${who}: ${data.reason.replaceAll('_', ' ')}.` };
}

export function turnResumedNote(): NoteFacts {
  return { icon: 'wait', text: t`The app was started again; the turn goes on where it stood.` };
}

export function processNote({ process, exit, reason }: EventData<'process.exited'>): NoteFacts {
  if (reason === 'lost') return { mark: mark('failed', t`Lost`), text: t`process ${process}: it ended with the app.` };
  if (reason === 'host_died')
    return { mark: mark('failed', t`Lost`), text: t`process ${process}: it ended with the terminal host.` };
  return { icon: 'command', text: t`Process ${process} ended ${exit === null ? t`by a signal` : t`with exit ${exit}`}.` };
}

/** A question that ends with its goal, or with what asked it, needs no answer any more. */
export function closedNote(data: EventData<'question.closed'>): NoteFacts {
  return { mark: { ...mark('asks', t`Withdrawn`), quiet: true }, text: `${data.question}: ${data.reason}.` };
}

export function editedNote(data: EventData<'goal.edited'>): NoteFacts {
  const text = t`Contract edited, revision ${data.revision}. Earlier evidence is stale.`;
  return { icon: 'gate', text, link: 'goal', ...(data.why === undefined ? {} : { aside: `“${data.why}”` }) };
}

export function modeNote({ mode }: EventData<'mode.changed'>): NoteFacts {
  return { icon: 'user', text: MODES[mode] };
}

const MODES: Readonly<Record<ThreadMode, string>> = {
  plan: t`Plan mode: the agent looks and plans; nothing is changed.`,
  draft: t`Drafting: the agent looks and proposes a contract; nothing is changed.`,
  goal: t`Messages are for the goal again.`,
};

export function proposedNote({ contract }: EventData<'goal.proposed'>): NoteFacts {
  const checks = contractChecks(contract).length;
  const text = t`A contract with ${counted(checks, 'check', 'checks')}. It waits in the form for you.`;
  return { mark: mark('asks', t`Proposed`), text, link: 'goal' };
}
