import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../../build/root.mjs';

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
 * the page's policy, which lets no script of that kind in by itself.
 */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(SOURCE);
  const violations = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
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

const words = (text: string) => text.replace(/\s+/g, ' ').slice(0, 300);
