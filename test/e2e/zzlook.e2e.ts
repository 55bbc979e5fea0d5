import { it } from 'vitest';
import { openWindow } from './harness';
import { openPlace } from './support';

const SIZES = [
  [1280, 800],
  [1920, 1080],
] as const;
it('looks', async () => {
  const window = await openWindow();
  const { page, app } = window;
  const to = '/tmp/w/look-settle';
  const shoot = async (name: string) => {
    for (const [width, height] of SIZES)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size[0], size[1]), [
          width,
          height,
        ] as const);
        await page.waitForFunction(`innerWidth === ${width}`);
        await page.waitForTimeout(300);
        await page.screenshot({ path: `${to}/${name}-${colorScheme}-${width}.png`, animations: 'disabled' });
      }
  };
  try {
    await page.getByRole('button', { name: 'Open sample' }).waitFor();
    await page.getByText('Trying', { exact: true }).waitFor({ state: 'detached' });
    await shoot('first');
    await openPlace(page, 'Settings');
    await page.getByRole('table', { name: 'Sizes' }).waitFor();
    await shoot('settings-top');
    for (const name of ['Goal defaults', 'Notifications', 'Keys', 'Data folder', 'About']) {
      await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
      await shoot(`settings-${name.replace(' ', '')}`);
    }
    console.log(await window.troubles(), window.output());
  } finally {
    await window.close();
  }
});
