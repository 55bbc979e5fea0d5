import type { Scalar, YAMLSeq } from 'yaml';
import { type Contract, ContractFrontMatter } from '../../shared/goal/contract';
import { withoutDefaults } from '../../shared/goal/withoutDefaults';
import { yamlPackage } from './yamlPackage';

/** Characters that an editor, git or a YAML reader may take for a line end or drop: written as escapes in double quotes. */
const NEEDS_QUOTES = /[^\P{Cc}\t\n]|[\u2028\u2029\ufeff\p{Cs}]/u;

/** White space at the start of a text or the end of a line, or blank lines at its end: YAML's blocks do not keep them everywhere, and editors trim them. */
const NO_BLOCK = /^\s|[^\S\n]\n|[^\S\n]$|\n\n$/;

/** A list of words longer than this in all is easier to read, and to compare in a review, one word a line. */
const MAX_FLOW_LENGTH = 80;

/**
 * The canonical text of a contract file: keys in the format's order, values that are left to their defaults left out, and the
 * objective as the body. Parsing it gives the same contract.
 */
export function renderContractFile(contract: Contract): string {
  const document = new (yamlPackage().Document)(withoutDefaults(ContractFrontMatter, contract));
  yamlPackage().visit(document, {
    Scalar: (_key, node) => {
      const style = styleOf(node.value);
      if (style) node.type = style;
    },
    Seq: (_key, node) => {
      node.flow = fitsOneLine(node);
    },
  });
  const yaml = document.toString({
    lineWidth: 0,
    flowCollectionPadding: false,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
  return contract.objective === '' ? `---\n${yaml}---\n` : `---\n${yaml}---\n\n${contract.objective}\n`;
}

/** The way to write a value that must not be left to the library's choice. */
function styleOf(value: unknown): Scalar.Type | undefined {
  if (typeof value !== 'string') return undefined;
  if (NEEDS_QUOTES.test(value)) return yamlPackage().Scalar.QUOTE_DOUBLE;
  if (!value.includes('\n')) return undefined;
  return NO_BLOCK.test(value) ? yamlPackage().Scalar.QUOTE_DOUBLE : yamlPackage().Scalar.BLOCK_LITERAL;
}

function fitsOneLine(list: YAMLSeq): boolean {
  const words = list.items.map((item) => (yamlPackage().isScalar(item) && typeof item.value === 'string' ? item.value : '\n'));
  return !words.some((word) => word.includes('\n')) && words.join(', ').length <= MAX_FLOW_LENGTH;
}
