/**
 * Places in source text.  The Jupyter protocol counts Unicode characters, a realm counts UTF-16 units; they differ
 * after the first character beyond U+FFFF, such as an emoji.
 */

/** The UTF-16 offset of the character at `position`, at most the text's length. */
export function unitsFromCharacters(text: string, position: number): number {
  let units = 0;
  for (let left = position; left > 0 && units < text.length; left--) units += widthAt(text, units);
  return units;
}

/** How many characters lie before the UTF-16 offset `units`. */
export function charactersFromUnits(text: string, units: number): number {
  let characters = 0;
  for (let at = 0; at < units && at < text.length; at += widthAt(text, at)) characters++;
  return characters;
}

function widthAt(text: string, unit: number): 1 | 2 {
  return (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
}
