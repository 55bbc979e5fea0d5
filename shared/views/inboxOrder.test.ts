import { describe, expect, it } from 'vitest';
import type { InboxAsk } from './inboxAsk';
import { byUrgency } from './inboxOrder';
import type { InboxRow } from './inboxRows';

/** Only what the order looks at. */
const row = (kind: InboxAsk['kind'], since: number, changes: Partial<InboxRow> = {}): InboxRow =>
  ({ key: `${kind}${since}`, since, waitsFor: kind === 'usage' ? 'provider' : 'person', ask: { kind }, ...changes }) as InboxRow;

const order = (...rows: readonly InboxRow[]) => rows.toSorted(byUrgency).map(({ key }) => key);

describe('the order of the inbox', () => {
  it('is by what stands still while nobody answers', () => {
    const kinds = ['usage', 'baseline', 'acceptance', 'human', 'protected', 'budget', 'blocked', 'permission'] as const;
    expect(order(...kinds.map((kind, index) => row(kind, index)))).toEqual([
      'permission7',
      'blocked6',
      'budget5',
      'protected4',
      'human3',
      'acceptance2',
      'baseline1',
      'usage0',
    ]);
  });

  it('has the newest of the same urgency first, and the same order for the same moment however it came', () => {
    const rows = [row('blocked', 1), row('budget', 3), row('protected', 2), row('blocked', 2)];
    const sorted = ['budget3', 'blocked2', 'protected2', 'blocked1'];
    expect(order(...rows)).toEqual(sorted);
    expect(order(...rows.toReversed())).toEqual(sorted);
  });

  it('counts a quota that nobody renews as something that a person must do', () => {
    expect(order(row('acceptance', 9), row('usage', 1, { waitsFor: 'person' }), row('usage', 2))).toEqual([
      'usage1',
      'acceptance9',
      'usage2',
    ]);
  });
});
