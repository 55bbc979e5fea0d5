import { median, printFigure } from '../../rigs/figure';
import type { DriveReport } from './driveCore';
import type { Gap, Habit, Listening, ModelReport } from './modelServer';
import { benchPlace } from './place';
import { startRole } from './roleProcess';

export async function benchLoop(args: readonly string[]): Promise<void> {
  const [habit = 'note', turns = '300'] = args;
  await tryRun(habit as Habit, Number(turns));
}
async function tryRun(habit: Habit, turns: number) {
  const from = 10;
  const place = benchPlace();
  const model = startRole('model');
  const { baseUrl } = await model.ask<Listening>({ order: 'listen', habit });
  const core = startRole('core');
  const used = await core.ask<DriveReport>({ workspace: place.workspace, data: place.data, baseUrl, turns, from });
  const { gaps, received } = await model.ask<ModelReport>({ order: 'report' });
  await core.end(); await model.end();
  place.dispose();
  const n = turns - from;
  const of = (after: Gap['after'], a: number, b: number) => gaps.filter((g) => g.after === after && g.turn >= a && g.turn <= b).map((g) => g.ms).sort((x, y) => x - y);
  for (const after of ['turn', 'tool'] as const) {
    const all = of(after, 2, turns);
    console.log(after, 'median', median(all), 'p95', all[Math.floor(all.length * 0.95)], 'first', median(of(after, 5, 25)), 'last', median(of(after, turns - 20, turns)));
  }
  const rec=(t:number)=>gaps.find((g)=>g.after==='turn'&&g.turn===t)?.received??0;
  console.log('data', (used.wrote-(rec(turns)-rec(from)))/n);
  console.log('cpu', used.cpuMs / n, 'wrote', used.wrote / n, 'dirtied', used.dirtied / n, 'events', used.events / n, 'received total', received);
  void printFigure;
}
