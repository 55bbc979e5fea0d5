import { expect, it } from 'vitest';
import type { Push } from '../../shared/ipc/push';
import { createNotices } from './notices';

it('shows the last few of what happened elsewhere, each until it is over or put away', () => {
  let tell: (push: Push) => void = () => undefined;
  const notices = createNotices({
    call: () => Promise.reject(new Error('nothing is asked here')),
    onPush: (listener) => {
      tell = listener;
      return () => undefined;
    },
  });
  const notice = (id: string): Push => ({
    ...{ type: 'notice', id, kind: 'question', title: id, words: 'It asks.' },
    place: { name: 'inbox', row: null },
  });
  const shown = () => notices.getState().shown.map(({ id }) => id);
  for (const id of ['a', 'b', 'c', 'd', 'e']) tell(notice(id));
  expect(shown()).toEqual(['b', 'c', 'd', 'e']);
  tell({ type: 'noticeOver', id: 'c' });
  notices.dismiss('d');
  expect(shown()).toEqual(['b', 'e']);
});
