import { expect, it } from 'vitest';
import { dayAndMinute } from './clockTime';

it('tells an instant by as much of its date as is not that of now', () => {
  const now = new Date(2026, 10, 3, 18, 0).getTime();
  const at = (year: number, month: number, day: number) => dayAndMinute(new Date(year, month, day, 11, 37).getTime(), now);
  expect([at(2026, 10, 3), at(2026, 10, 2), at(2025, 10, 3)]).toEqual(['11:37', '2 Nov 11:37', '3 Nov 2025 11:37']);
});
