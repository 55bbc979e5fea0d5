// Pictures of the inbox: every kind of question at once, what was answered a moment ago, and zoomed.
import { join } from 'node:path';
import { openWindow } from './harness';
import { shoot } from './studio';
import { openPlace, STEP_MS } from './support';
import { askingGoal, KINDS, makeAsk, rowOf } from './supportInbox';
import { steppedModel } from './supportModel';

const ZOOMS = [0.8, 1.5, 2] as const;
const WIDE = { width: 1920, height: 1080 };
const ZOOMED = { width: 1280, height: 800 };

export async function takeInbox(folder: string): Promise<void> {
  const model = await steppedModel();
  const goals = KINDS.map((kind) => askingGoal(kind));
  const window = await openWindow();
  const { page, app } = window;
  page.setDefaultTimeout(STEP_MS);
  const size = (to: { readonly width: number; readonly height: number }, factor: number) =>
    app.evaluate(
      ({ BrowserWindow }, wanted) => {
        const open = BrowserWindow.getAllWindows()[0];
        open?.setContentSize(wanted.to.width, wanted.to.height);
        open?.webContents.setZoomFactor(wanted.factor);
      },
      { to, factor },
    );
  const picture = (name: string) => page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
  try {
    for (const goal of goals) await makeAsk(page, model, goal);
    await openPlace(page, 'Inbox');
    await page
      .getByRole('article')
      .nth(KINDS.length - 1)
      .waitFor();
    await page.getByRole('article').first().focus();
    await shoot({ folder, window }, 'inbox-kinds');
    for (const factor of ZOOMS) {
      await size(ZOOMED, factor);
      await page.waitForFunction(`Math.abs(innerWidth - ${Math.round(ZOOMED.width / factor)}) <= 1`);
      await page.getByRole('article').first().focus();
      await picture(`inbox-zoom-${factor * 100}`);
    }
    await size(WIDE, 1);
    await page.waitForFunction(`innerWidth === ${WIDE.width}`);
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor();
      await picture(`inbox-kinds-${theme}-1920x1080`);
    }
    const acceptance = goals.find(({ kind }) => kind === 'acceptance');
    if (acceptance) {
      await rowOf(page, acceptance).focus();
      await page.keyboard.press('y');
      await rowOf(page, acceptance).getByRole('button', { name: /^Undo/ }).waitFor();
      await picture('inbox-given-dark-1920x1080');
      await page.getByText('answered: Accept result.').waitFor();
      await picture('inbox-answered-dark-1920x1080');
    }
  } finally {
    await window.close();
    await model.close();
    for (const goal of goals) goal.remove();
  }
}
