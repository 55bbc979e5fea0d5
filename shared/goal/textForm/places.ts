import { WorkspacePath } from '../check';
import { isHostPattern } from '../host';
import type { Note } from './evidence';
import { itemsOf } from './items';
import { oneLine, tidy } from './tidy';

/** The boundaries that a text names, and what of it is words only. */
export interface ReadPlaces {
  readonly write: readonly string[];
  readonly hide: readonly string[];
  readonly hosts: readonly string[];
  readonly tools: readonly string[];
  readonly protect: readonly string[];
  readonly sockets: boolean;
  /** Boundaries that name no place, on one line; empty for none. */
  readonly words: string;
  readonly notes: readonly Note[];
}

type PlaceList = 'write' | 'hide' | 'hosts' | 'tools' | 'protect';

/** How an item says what its places are; without any of these they may be written. */
const LEADS: readonly (readonly [list: PlaceList, lead: RegExp])[] = [
  ['hide', /^(?:and\s+)?(?:hide|hidden|(?:do not|never) read)\b:?/i],
  ['hosts', /^(?:and\s+)?(?:the\s+)?(?:hosts?|network)\b:?/i],
  ['tools', /^(?:and\s+)?(?:only\s+)?(?:the\s+)?tools?\b:?/i],
  ['protect', /^(?:and\s+)?protect(?:ed)?\b:?/i],
];

const SOCKETS = /^(?:and\s+)?(?:unix\s+)?sockets(?:\s+(?:allowed|true))?$/i;

const JOINING =
  /^(?:[\s,.;:()*•-]|\b(?:only|and|or|the|this|these|files?|folders?|director(?:y|ies)|paths?|in|under|inside|within|to|for|writing|write|no|network|hosts?)\b)*$/i;

/** Reads what `use` names. Places stand in backticks, or are plain paths. */
export function readPlaces(text: string): ReadPlaces {
  const lists: Record<PlaceList, string[]> = { write: [], hide: [], hosts: [], tools: [], protect: [] };
  const words: string[] = [];
  const notes: Note[] = [];
  let sockets = false;
  for (const { text: item, offset } of itemsOf(text)) {
    const said = tidy(item);
    if (SOCKETS.test(said)) {
      sockets = true;
      continue;
    }
    const lead = LEADS.find(([, pattern]) => pattern.test(said));
    const list = lead?.[0] ?? 'write';
    const { places, rest } = placesIn(said.slice(lead?.[1].exec(said)?.[0].length ?? 0), list);
    lists[list].push(...places);
    if (JOINING.test(rest) && (places.length > 0 || !lead)) continue;
    words.push(oneLine(said));
    notes.push({ offset: offset + item.length - item.trimStart().length, message: PLACELESS });
  }
  return { ...lists, sockets, words: words.join('; '), notes };
}

const PLACELESS = 'What names no path is kept in the objective as words: the sandbox needs folders and files, in backticks.';

/** Code, or a word that may be a path. */
const CANDIDATE = /`([^`\n]*)`|[^\s,;`()]+/g;

/** First folders that make two words with a stroke between them a path. */
const USUAL_FOLDERS =
  /^(?:src|lib|app|apps|test|tests|spec|bench|benches|docs|doc|packages|scripts|pkg|cmd|internal|crates|\.github)\//;

const FOLDER = /^[^/]+(?:\/[^/]+)*\/$/;

/** A file with its folder, or a name whose ending is no product's (as `.js` would be). */
const FILE =
  /^[\w@.-]+(?:\/[\w@.-]+)+\.[a-z]{1,5}$|^[\w@-]+\.(?:json|toml|md|ya?ml|lock|txt|py|tsx?|rs|go|java|rb|sql|html|css)$/i;

function placesIn(text: string, list: PlaceList): { readonly places: readonly string[]; readonly rest: string } {
  const places: string[] = [];
  const rest = text.replace(CANDIDATE, (whole, code: string | undefined) => {
    const place = code === undefined ? plainPlace(whole, list) : codePlace(code, list);
    if (place === undefined) return whole;
    places.push(place);
    return '';
  });
  return { places, rest };
}

function codePlace(code: string, list: PlaceList): string | undefined {
  if (code === '') return undefined;
  if (list === 'hosts') return isHostPattern(code) ? code : undefined;
  if (list === 'tools') return code;
  if (list === 'hide') return /\p{Cc}/u.test(code) ? undefined : code;
  return WorkspacePath.safeParse(code).success && !/[*?]/.test(code) ? code : globPlace(code);
}

/** `src/**` means the folder; other patterns name no place. */
function globPlace(code: string): string | undefined {
  const folder = /^([^*?]+\/)\*{1,2}(?:\/\*)?$/.exec(code)?.[1];
  return folder !== undefined && WorkspacePath.safeParse(folder).success ? folder : undefined;
}

function plainPlace(word: string, list: PlaceList): string | undefined {
  const bare = word.replace(/[.:]$/, '').replace(/^\.\/(?=.)/, '');
  if (list === 'hosts') return bare.includes('.') && isHostPattern(bare) ? bare : undefined;
  if (list === 'tools') return /^[a-z]+_[a-z_]+$|^(?:shell|search|wait)$/.test(bare) ? bare : undefined;
  const isPath = !bare.includes('://') && (USUAL_FOLDERS.test(bare) || FOLDER.test(bare) || FILE.test(bare));
  return isPath ? codePlace(bare, list) : undefined;
}
