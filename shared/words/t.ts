/**
 * The words that people read, in English where they stand. The text itself is the message's name, as in GNU gettext; what stands in
 * it is `{0}`, `{1}` … in a translation, which may turn the order round. `npm run check` holds `shared/words/catalogue.json` to what
 * the code says. This room knows no other; the language is the one state in `shared/`, set once, before anything speaks.
 */
export interface Translation {
  /** BCP 47, whose plural rules hold. */
  readonly language: string;
  /** By English text. What is missing is said in English. */
  readonly messages: Readonly<Record<string, string>>;
  /** By `one|many` in English; a form for each of the language's plural categories, `other` among them. */
  readonly plurals: Readonly<Record<string, Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>>>;
}

const ENGLISH: Translation = { language: 'en', messages: {}, plurals: {} };

let spoken = ENGLISH;
let rules = new Intl.PluralRules(ENGLISH.language);

/** Call before the modules that speak are loaded: many say their words once, as constants. */
export function speak(translation: Translation): void {
  spoken = translation;
  rules = new Intl.PluralRules(translation.language);
}

/** A message: t`Waits for ${check}.` */
export function t(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const message = spoken === ENGLISH ? undefined : spoken.messages[nameOf(parts)];
  return message === undefined ? plainly(parts, values) : filledIn(message, values);
}

/** `1 turn`, `3 turns`, `1,200 turns`. A translation's forms hold the number as `{0}`. */
export function counted(n: number, one: string, many: string): string {
  const forms = spoken.plurals[`${one}|${many}`];
  const form = forms?.[rules.select(n)] ?? forms?.other;
  const figure = FIGURES.format(n);
  return form === undefined ? `${figure} ${n === 1 ? one : many}` : filledIn(form, [figure]);
}

/** Figures are written alike in every language, as everywhere in the window. */
const FIGURES = new Intl.NumberFormat('en-US');

/** The message's name: its English text, numbered where values stand. */
export function nameOf(parts: readonly string[]): string {
  return parts.reduce((name, part, index) => `${name}{${index - 1}}${part}`);
}

function plainly(parts: readonly string[], values: readonly (string | number)[]): string {
  return parts.reduce((text, part, index) => `${text}${values[index - 1]}${part}`);
}

function filledIn(message: string, values: readonly (string | number)[]): string {
  return message.replace(/\{(\d+)\}/g, (hole, index) => String(values[Number(index)] ?? hole));
}
