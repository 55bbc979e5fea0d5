import { assertNever } from '../../kernel/assertNever';
import type { Check } from '../check';
import { type Contract, ContractFrontMatter } from '../contract';
import { withoutDefaults } from '../withoutDefaults';
import { writeBudget } from './amounts';
import { CheckIds } from './checkIds';
import { type Detail, detailsOf, writeDetails } from './details';
import { readConstraints } from './evidence';
import { EVIDENCE_LINE, PLACES_LINE, parseGoalText } from './parseGoalText';
import { BACKGROUND } from './phrases';
import { readPlaces } from './places';
import { quoted } from './quoted';
import { policyOf, sameMeaning, sameWords } from './sameMeaning';

/** What is written word for word, in quotes or as prose of its own, because it would read as something else. */
interface Guarded {
  readonly outcome?: true;
  readonly constraints?: true;
  readonly iteration?: true;
  readonly report?: true;
  readonly places?: true;
  readonly objective?: true;
}

/**
 * The text form of any contract. `parseGoalText` reads it back with the same meaning, without findings that a complete contract would not
 * have: what the template has no words for stands behind each check in brackets, by the contract file's own keys, and for the
 * contract as a whole in a closing `Settings (…)`; the objective's prose stands last. What would read as something else, were it
 * plain, is put in quotes. Only a full stop at a part's end, and `Between iterations` before the policy, may be written differently.
 */
export function renderGoalText(contract: Contract): string {
  let guarded: Guarded = {};
  for (;;) {
    const text = goalText(contract, guarded);
    const { contract: read } = parseGoalText(text);
    if (sameMeaning(read, contract)) return text;
    const open = SLOTS.filter((slot) => !guarded[slot]);
    // One thing that reads as another can hide a second: then the next round finds it, or it is guarded with the rest.
    const next = open.find((slot) => differs(slot, read, contract)) ?? open[0];
    if (next === undefined) return text;
    guarded = { ...guarded, [next]: true };
  }
}

const SLOTS = ['outcome', 'iteration', 'report', 'places', 'objective', 'constraints'] as const;

function differs(slot: keyof Guarded, read: Contract, contract: Contract): boolean {
  switch (slot) {
    case 'outcome':
      return !sameWords(read.outcome, contract.outcome);
    case 'iteration':
      return !sameWords(policyOf(read.iteration), policyOf(contract.iteration));
    case 'report':
      return !sameWords(read.blocked.report, contract.blocked.report);
    case 'places':
      return JSON.stringify([read.boundaries, read.protect]) !== JSON.stringify([contract.boundaries, contract.protect]);
    case 'objective':
      return read.objective !== contract.objective;
    case 'constraints':
      return JSON.stringify(read.constraints) !== JSON.stringify(contract.constraints);
    default:
      return assertNever(slot);
  }
}

function goalText(contract: Contract, guarded: Guarded): string {
  const words = guarded.objective ? { evidence: '', places: '', background: contract.objective } : liftWords(contract.objective);
  const places = placesText(contract, words.places, guarded);
  const sentences = [
    opening(contract, words.evidence, guarded),
    places.text,
    policyText(contract.iteration, guarded),
    reportText(contract.blocked.report, guarded),
    budgetText(contract),
    settingsText([...places.settings, ...otherSettings(contract)]),
  ].filter((sentence) => sentence !== '');
  const background = words.background === '' ? '' : `\n\n${BACKGROUND}\n${words.background}`;
  return `${sentences.join('. ')}${sentences.join() === '/goal' ? '' : '.'}${background}`;
}

/** The lines that the objective holds for evidence and boundaries in words, and the prose below them. */
function liftWords(objective: string): { readonly evidence: string; readonly places: string; readonly background: string } {
  const [evidence, rest] = takeLine(objective, EVIDENCE_LINE);
  const [places, background] = takeLine(rest, PLACES_LINE);
  return { evidence, places, background: evidence + places === '' ? objective : background.replace(/^\n/, '') };
}

function takeLine(text: string, label: string): readonly [said: string, rest: string] {
  if (!text.startsWith(label)) return ['', text];
  const end = text.indexOf('\n');
  return end < 0 ? [text.slice(label.length), ''] : [text.slice(label.length, end), text.slice(end + 1)];
}

function opening(contract: Contract, evidenceWords: string, guarded: Guarded): string {
  const outcome = guarded.outcome ? quoted(contract.outcome) : withoutStop(contract.outcome);
  const evidence = [
    ...(evidenceWords === '' ? [] : [evidenceWords]),
    ...(contract.verification.length > 0 ? [listed(contract.verification.map(checkText))] : []),
  ].join('; ');
  return [
    '/goal',
    ...(outcome === '' ? [] : [outcome]),
    ...(evidence === '' ? [] : [`verified by ${evidence}`]),
    ...(contract.constraints.length > 0 ? [constraintsText(contract, guarded)] : []),
  ].join(' ');
}

function constraintsText({ constraints }: Contract, guarded: Guarded): string {
  const [first] = constraints;
  const keep = first !== undefined && !guarded.constraints && isPlainItem(first.text) && /^keep \S/.test(first.text);
  const opener = keep ? 'while keeping' : `while preserving${/^\p{Lu}/u.test(first?.text ?? '') ? ':' : ''}`;
  const items = constraints.map(({ text, check }, index) => {
    const plain = !guarded.constraints && isPlainItem(text);
    const said = plain ? withoutStop(keep && index === 0 ? text.slice('keep '.length) : text) : quoted(text);
    return check ? `${said}, checked by ${checkText(check)}` : said;
  });
  return `${opener} ${items.join('; ')}`;
}

function isPlainItem(text: string): boolean {
  const { constraints } = readConstraints(text, '', new CheckIds());
  const [only] = constraints;
  return constraints.length === 1 && only?.check === undefined && sameWords(only?.text ?? '', text) && !/[\n`]/.test(text);
}

/** A check by its command or file, and in brackets all else that is not left to its default. */
function checkText(check: Check): string {
  const { kind, ...rest } = withoutDefaults(CheckSchema, check) as { kind: string } & Record<string, unknown>;
  const head = headOf(check);
  if (head !== undefined) delete rest[head.key];
  return `${head?.text ?? `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind} check`} (${writeDetails(detailsOf(idFirst(rest)))})`;
}

const CheckSchema = ContractFrontMatter.shape.verification.unwrap().element;

function headOf(check: Check): { readonly key: string; readonly text: string } | undefined {
  if (check.kind === 'command' && isCode(check.run)) return { key: 'run', text: `\`${check.run}\`` };
  if (check.kind === 'artifact' && isCode(check.path)) return { key: 'path', text: `the file \`${check.path}\`` };
  return undefined;
}

function isCode(text: string): boolean {
  return text !== '' && !/[`\n]/.test(text);
}

function idFirst({ id, ...rest }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { id, ...rest };
}

function placesText(
  { boundaries, protect }: Contract,
  words: string,
  guarded: Guarded,
): { readonly text: string; readonly settings: readonly Detail[] } {
  const lists = { ...boundaries, protect };
  const named = (['write', 'hide', 'hosts', 'tools', 'protect'] as const).filter((list) => (lists[list] ?? []).length > 0);
  const plain = guarded.places ? [] : named.filter((list) => isPlainList(list, lists[list] ?? []));
  const items = [
    ...(words === '' ? [] : [words]),
    ...plain.map((list) => placeItem(list, lists[list] ?? [])),
    ...(boundaries.sockets ? ['sockets'] : []),
  ];
  const rest = named.filter((list) => !plain.includes(list)).map((list) => placeSetting(list, lists[list] ?? []));
  const noTools = boundaries.tools?.length === 0 ? [placeSetting('tools', [])] : [];
  const limits = boundaries.limits ? detailsOf({ boundaries: { limits: boundaries.limits } }) : [];
  return { text: items.length === 0 ? '' : `Use ${items.join('; ')}`, settings: [...rest, ...noTools, ...limits] };
}

type PlaceList = 'write' | 'hide' | 'hosts' | 'tools' | 'protect';

function placeItem(list: PlaceList, places: readonly string[]): string {
  const named = listed(places.map((place) => `\`${place}\``));
  return list === 'write' ? named : `${list} ${named}`;
}

function placeSetting(list: PlaceList, places: readonly string[]): Detail {
  return [list === 'protect' ? ['protect'] : ['boundaries', list], places];
}

function isPlainList(list: PlaceList, places: readonly string[]): boolean {
  const read = readPlaces(placeItem(list, places));
  return JSON.stringify(read[list]) === JSON.stringify(places) && read.words === '';
}

function policyText(iteration: string, guarded: Guarded): string {
  if (iteration === '') return '';
  if (guarded.iteration) return `Between iterations, ${quoted(iteration)}`;
  const said = withoutStop(iteration);
  return /^Between iterations\b/.test(said) ? said : `Between iterations${joining(said)} ${said}`;
}

function reportText(report: string, guarded: Guarded): string {
  if (report === '') return '';
  if (guarded.report) return `If blocked, ${quoted(report)}`;
  const said = withoutStop(report);
  return /^If\b.*\b(?:stop|report)\b/s.test(said) ? said : `If blocked${joining(said)} ${said}`;
}

/** A sentence of its own, with its capital, follows a colon. */
function joining(said: string): string {
  return /^\p{Lu}/u.test(said) ? ':' : ',';
}

function budgetText({ budget }: Contract): string {
  const limits = writeBudget(budget);
  return limits === '' ? '' : `Spend at most ${limits}`;
}

/** What the template has no place for, by the contract's own keys. */
function otherSettings(contract: Contract): readonly Detail[] {
  const { objective: _prose, ...frontMatter } = contract;
  const document = withoutDefaults(ContractFrontMatter, frontMatter) as Record<string, unknown>;
  for (const said of ['goalpost', 'outcome', 'verification', 'constraints', 'iteration', 'budget', 'protect'])
    delete document[said];
  const details = detailsOf(document);
  return details.filter(([path]) => path[0] !== 'boundaries' && path.join('.') !== 'blocked.report');
}

function settingsText(settings: readonly Detail[]): string {
  return settings.length === 0 ? '' : `Settings (${writeDetails(settings)})`;
}

function withoutStop(text: string): string {
  return text.replace(/(?<![.\s])\.$/, '');
}

/** `a, b and c` */
function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
