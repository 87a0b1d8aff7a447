const COUNTED = /%\{(\w+)\|([^|}]*)\|([^}]*)\}/g;

/** `%{n|row is|rows are}`: the first where `n` is one. Indonesian knows no plural, so only English sentences have it. Before the numbers themselves are put in. */
export function inNumber(text: string, params: Readonly<Record<string, unknown>>): string {
  return text.replace(COUNTED, (_whole, name: string, one: string, many: string) => (Number(params[name]) === 1 ? one : many));
}
