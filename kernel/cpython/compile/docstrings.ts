/** What 3.13 takes off docstrings: common indentation.  CPython: Python/compile.c _PyCompile_CleanDoc. */

const indentOf = (line: string): number => line.length - line.replace(/^ +/, '').length;

/** The docstring without the indentation that all lines after the first share; tabs go to columns of eight. */
export function cleanDocstring(text: string): string {
  const expanded = expandTabs(text);
  const lines = expanded.split('\n');
  const first = lines[0]!.replace(/^ +/, '');
  const indents = lines
    .slice(1)
    .filter(line => /[^ ]/.test(line))
    .map(indentOf);
  const margin = indents.length === 0 ? 0 : Math.min(...indents);
  return [first, ...lines.slice(1).map(line => line.slice(Math.min(indentOf(line), margin)))].join('\n');
}

function expandTabs(text: string): string {
  if (!text.includes('\t')) return text;
  let column = 0;
  let out = '';
  for (const character of text) {
    if (character === '\t') {
      const spaces = 8 - (column % 8);
      out += ' '.repeat(spaces);
      column += spaces;
    } else {
      out += character;
      column = character === '\n' || character === '\r' ? 0 : column + 1;
    }
  }
  return out;
}
