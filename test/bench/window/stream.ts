import { writeThreads } from '../../rigs/threadStore';
import { startAgents, talkingModel } from './agents';
import { openBenchApp } from './app';
import { atMost, told } from './print';
import { droppedShare, longestGap, probed } from './probe';

const SECONDS = 15;
const AGENTS = 3;
const AIM_DROPPED_PERCENT = 5;

/** Commits above the frames there are would be wasted; a commit for each is what a stream needs. */
const AIM_COMMITS_PER_FRAME = 1;

/** Three agents speak at once, one of them looked at, beside a list of a hundred threads. */
export async function measureStream(): Promise<void> {
  const bench = await openBenchApp((log, place) => writeThreads(log, place.workspace, 100, 200));
  const model = await talkingModel(60);
  try {
    const { page, place } = bench;
    const [first] = await startAgents(page, place.workspace, model.baseUrl, AGENTS);
    await page.locator(`[data-thread="${first}"]`).click();
    await page.getByRole('tab', { name: 'Live' }).click();
    await page.locator('[role="log"] table').first().waitFor();
    const seen = await probed(page, `() => new Promise((resolve) => setTimeout(resolve, ${SECONDS * 1_000}))`);
    atMost('frames_dropped_while_three_agents_stream', droppedShare(seen) * 100, '%', AIM_DROPPED_PERCENT);
    told('longest_frame_while_three_agents_stream', longestGap(seen), 'ms');
    told('react_commits_while_three_agents_stream', (seen.commits / seen.ms) * 1_000, 'per second');
    atMost('react_commits_per_frame', seen.commits / seen.frames.length, 'ratio', AIM_COMMITS_PER_FRAME);
    told('react_renders_per_commit', seen.renders / Math.max(1, seen.commits), 'components');
  } finally {
    await bench.close();
    await model.close();
  }
}
