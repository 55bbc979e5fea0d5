import type { EventData } from '../../thread/events';
import { matchWords } from '../../tools/permission/match';
import { t } from '../../words/t';
import type { NoteFacts } from './row';
import { oneLine } from './toolWords';

/** How far something was allowed, and what. */
export function permissionNote({ scope, command, allows, match }: EventData<'permission.granted'>): NoteFacts {
  const rule = match === undefined ? [] : [matchWords(match)];
  return {
    icon: 'user',
    text: t`Allowed ${REACH[scope]}${command === null ? '' : ':'}`,
    mono: command === null ? '' : oneLine(command),
    details: [...allows, ...rule].join('\n'),
  };
}

const REACH = { once: t`once`, goal: t`for this goal`, always: t`always in this workspace` } as const;
