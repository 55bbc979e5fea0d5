import { describe, expect, it } from 'vitest';
import type { InboxAsk } from './inboxAsk';
import { filterChoices, filtered, NO_FILTER } from './inboxFilter';
import type { InboxRow } from './inboxRows';

const row = (workspace: string, kind: InboxAsk['kind']): InboxRow =>
  ({ key: `${workspace}:${kind}`, workspace, ask: { kind } }) as InboxRow;

const ROWS = [row('web', 'blocked'), row('api', 'blocked'), row('web', 'human')];

describe('the inbox’s filter', () => {
  it('leaves everything where nothing was chosen, and else what is both', () => {
    expect(filtered(ROWS, NO_FILTER)).toEqual(ROWS);
    expect(filtered(ROWS, { workspace: 'web', kind: 'blocked' }).map(({ key }) => key)).toEqual(['web:blocked']);
  });

  it('counts what each choice leaves beside the other', () => {
    expect(filterChoices(ROWS, { workspace: 'api', kind: '' })).toEqual({
      workspaces: [
        { value: 'api', words: 'api', count: 1 },
        { value: 'web', words: 'web', count: 2 },
      ],
      kinds: [{ value: 'blocked', words: 'Blocked', count: 1 }],
    });
  });
});
