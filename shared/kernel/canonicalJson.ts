/**
 * One text for one JSON value, whoever writes it: the JSON Canonicalization Scheme (RFC 8785). Members in the order of their names'
 * UTF-16 code units, no white space, numbers and strings as ECMAScript writes them. Members that are `undefined` are left out. A
 * lone surrogate, which the RFC does not allow, is written as its escape.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
