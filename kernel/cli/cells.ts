/** A text file as the cells of a notebook. */

/** The cells of `text`: each begins after a line `# %%`; what stands before the first one is not run. */
export function cellsOf(text: string): string[] {
  const cells: string[] = [];
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    if (line.startsWith('# %%')) cells.push('');
    else if (cells.length > 0) cells[cells.length - 1] += line;
  }
  return cells;
}
