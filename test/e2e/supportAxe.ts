import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../../build/root.mjs';
import { STEP_MS } from './support';

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly html: string; readonly failureSummary: string }[];
}

const SOURCE = readFileSync(join(ROOT, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

/**
 * A row of a tree begins its name with what it is a row of, and says in words the figures that stand behind it in the row: axe wants
 * them said as they are drawn.
 */
const saysFigures = (rule: string, html: string) =>
  rule === 'label-content-name-mismatch' && /^<div [^>]*role="treeitem"/.test(html);

/**
 * What axe-core finds serious or critical on the page as it stands, one line for each element. The driver brings axe's source in beside
 * the page's policy, which lets no script of that kind in by itself. Where a page was looked at in one theme, another can change
 * nothing but its colours.
 */
export async function axeFindings(page: Page, rules: 'all' | 'colours' = 'all'): Promise<readonly string[]> {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(SOURCE);
  await page.evaluate(STANDS_STILL);
  const violations = (await page.evaluate(
    `axe.run(document, ${JSON.stringify(OPTIONS[rules])}).then(({ violations }) => violations)`,
  )) as readonly Violation[];
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes
        .filter(({ html }) => !saysFigures(id, html))
        .map(
          ({ target, html, failureSummary }) =>
            `${id}: ${help}: ${target.join(' ')} ${html.slice(0, 200)} ${words(failureSummary)}`,
        ),
    );
}

const OPTIONS = {
  all: { resultTypes: ['violations'] },
  colours: { resultTypes: ['violations'], runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } },
} as const;

// What still opens or closes is half seen through, and no colour of it is its own. An evaluation has no limit of its own.
const STANDS_STILL = `(() => {
  const moving = document.getAnimations().filter(({ effect }) => effect.getTiming().iterations !== Infinity);
  const named = ({ effect, animationName, transitionProperty }) =>
    (animationName ?? transitionProperty) + ' of ' + effect.target?.outerHTML.slice(0, 200);
  let limit;
  const late = new Promise((_, reject) => {
    limit = setTimeout(() => reject(new Error('never stands still: ' + moving.filter(({ playState }) => playState !== 'finished').map(named).join('; '))), ${STEP_MS});
  });
  return Promise.race([Promise.all(moving.map(({ finished }) => finished.catch(() => undefined))), late]).then(() => clearTimeout(limit));
})()`;

const words = (text: string) => text.replace(/\s+/g, ' ').slice(0, 300);
