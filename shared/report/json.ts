import { BUNDLE_FORMAT, BUNDLE_VERSION } from './chain';
import type { Report } from './report';

/** The report for programs: the same facts as the page, with the goal's whole state and every piece of evidence. */
export function bundleJson(report: Report): string {
  const { content, goal, ...facts } = report;
  const { views, ...rest } = content;
  const files = [...views.values()].map(({ file }) => file);
  return `${JSON.stringify({ format: BUNDLE_FORMAT, version: BUNDLE_VERSION, ...rest, ...facts, goal, files }, null, 2)}\n`;
}
