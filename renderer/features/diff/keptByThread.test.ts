import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keptByThread } from './keptByThread';

type Marks = readonly string[];

/** Two windows over one storage: each hears what the other has written, as the browser tells it. */
const page = new Map<string, string>();
const windows: ((event: { key: string; newValue: string | null }) => void)[] = [];
let at = 0;

function tellOthers(key: string, newValue: string | null): void {
  windows.forEach((hear, index) => {
    if (index !== at) hear({ key, newValue });
  });
}

beforeEach(() => {
  page.clear();
  windows.length = 0;
  vi.stubGlobal('window', { addEventListener: (_: string, hear: (typeof windows)[number]) => windows.push(hear) });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => page.get(key) ?? null,
    setItem: (key: string, value: string) => {
      page.set(key, value);
      tellOthers(key, value);
    },
    removeItem: (key: string) => {
      page.delete(key);
      tellOthers(key, null);
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

const marksOfAWindow = () =>
  keptByThread<Marks>('marks', {
    read: (kept) => (Array.isArray(kept) ? kept.map(String) : []),
    write: (marks) => (marks.length === 0 ? undefined : marks),
  });

it('builds on what another window has kept meanwhile, and takes away what it took away', () => {
  const [first, second] = [marksOfAWindow(), marksOfAWindow()];
  const change = (index: number, to: (marks: Marks) => Marks) => {
    at = index;
    [first, second][index]?.change('th', to);
  };
  change(0, (marks) => marks);
  change(1, (marks) => [...marks, 'read by the second']);
  change(0, (marks) => [...marks, 'read by the first']);
  expect(JSON.parse(page.get('goalpost.marks.th') ?? '')).toEqual(['read by the second', 'read by the first']);
  change(1, (marks) => marks.slice(1));
  change(0, (marks) => marks.slice(1));
  expect([...page]).toEqual([]);
});
